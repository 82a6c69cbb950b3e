/** A number of things: `1 learner`, `2 learners`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Minutes, as people say them. */
export function minutes(seconds: number): string {
  const rounded = Math.round(seconds / 60);
  return seconds > 0 && rounded === 0 ? 'under 1 min' : `${rounded} min`;
}

/** How long ago something was: `42 s ago`. */
export function ago(then: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - then.getTime()) / 1000);
  return seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`;
}
