import { wrapped } from '../sigv4/describe-explanation';

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/**
 * Prose as wide as the terminal, and no wider than is good to read; no word is broken.
 *
 * @param hanging what stands before the first line; the others are indented by as much
 */
export function paragraph(text: string, columns: number, hanging = ''): string {
  const room = Math.min(columns, WIDEST) - hanging.length;
  const [first = '', ...others] = wrapped(text, room);
  return [hanging + first, ...others.map((line) => ' '.repeat(hanging.length) + line)].join('\n');
}
