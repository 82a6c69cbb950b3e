/** Minutes, as people say them. */
export function minutes(seconds: number): string {
  const rounded = Math.round(seconds / 60);
  return seconds > 0 && rounded === 0 ? 'under 1 min' : `${rounded} min`;
}

/** A number of things: `1 learner`, `2 learners`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
