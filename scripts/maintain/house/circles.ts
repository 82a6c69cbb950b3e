/** An arrow from one place to another. */
export type Arrow = readonly [from: string, to: string];

/**
 * The circles among some arrows: each set of places of which every one leads to every other.
 *
 * @returns the places of each circle, sorted; a place that leads to itself is none
 */
export function circlesIn(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const reached = new Map([...next.keys()].map((place) => [place, reachedFrom(place, next)]));
  const circles = [...reached].flatMap(([place, places]) => {
    const circle = [...places].filter((other) => reached.get(other)?.has(place));
    return circle.length > 1 ? [circle.sort()] : [];
  });
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()];
}

function reachedFrom(place: string, next: ReadonlyMap<string, string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [place];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const to of next.get(at) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}
