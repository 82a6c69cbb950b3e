import { relativeTo } from '../check/places';
import type { NextHint } from '../hints/ladder';
import type { Step } from '../steps';
import type { Page } from './verdict';

/** A hint, with its place among those that lead from the nudge to what is to be written. */
export function showHint(
  step: Step,
  { ladder, hint, number, isLast }: NextHint,
  { root, style }: Omit<Page, 'columns'>,
): string {
  const heading = `Hint ${number} of ${ladder.rungs.length}: ${hint.title}`;
  const end = isLast ? 'That was the last one. ' : '';
  const where = `${end}The hints of the lesson stand at the end of ${relativeTo(root, step.lesson)}.`;
  return [style('strong', heading), hint.text, style('faint', where)].join('\n\n');
}
