const SHOWN = 3;

/** Of so many characters, one may be wrong. */
const CHARACTERS_PER_SLIP = 3;

/**
 * The known names that somebody may have meant.
 *
 * @returns at most three, the nearest first
 */
export function nearMatches(wanted: string, known: readonly string[]): string[] {
  return known
    .map((name) => ({ name, distance: name.includes(wanted) ? 0 : editDistance(wanted, name) }))
    .filter(({ distance }) => distance <= wanted.length / CHARACTERS_PER_SLIP)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** Levenshtein's: how many characters must be put in, taken out or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = row[j]! + (character === other ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
