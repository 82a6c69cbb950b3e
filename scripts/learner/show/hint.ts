import type { Hint, Step } from '../steps';
import type { Style } from './style';

/**
 * The hint that follows those already taken; after the last one they begin again.
 *
 * @param taken how many hints have been taken of this step
 */
export function showHint(step: Step, hints: Hint[], taken: number, style: Style): string {
  if (hints.length === 0) return `Step ${step.number} has no hints.`;
  const index = taken % hints.length;
  const { title, text } = hints[index]!;
  const last = index === hints.length - 1 ? '\n\nThat is the last hint of this step.' : '';
  const heading = `Hint ${index + 1} of ${hints.length}: ${title.replace(/^\d+\. /, '')}`;
  return `${style('strong', heading)}\n\n${text}${last}`;
}
