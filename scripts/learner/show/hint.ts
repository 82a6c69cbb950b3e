import { relativeTo } from '../check/places';
import { hintsOf, type Step } from '../steps';
import type { Page } from './verdict';

/**
 * The hint that follows those already taken; after the last one they begin again.
 *
 * @param taken how many hints of this step have been taken
 */
export function showHint(
  step: Step,
  taken: number,
  { root, style }: Omit<Page, 'columns'>,
): string {
  const hints = hintsOf(step);
  const index = taken % hints.length;
  const hint = hints[index];
  if (!hint) return `Step ${step.number} has no hints.`;
  const heading = `Hint ${index + 1} of ${hints.length}: ${hint.title.replace(/^\d+\. /, '')}`;
  const end = index === hints.length - 1 ? 'That was the last one. ' : '';
  const where = `${end}All hints stand at the end of ${relativeTo(root, step.lesson)}.`;
  return [style('strong', heading), hint.text, style('faint', where)].join('\n\n');
}
