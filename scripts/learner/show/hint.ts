import { relativeTo } from '../check/places';
import type { NextHint } from '../hints/ladder';
import type { Step } from '../steps';
import { showMarkdown } from './markdown';
import { paragraph } from './paragraph';
import type { Page } from './verdict';

/** A hint, with its place among those that lead from the nudge to what is to be written. */
export function showHint(
  { directory, lesson }: Step,
  { ladder, hint, number, total }: NextHint,
  { root, style, columns }: Page,
): string {
  const about = ladder.about ? ` (${ladder.about})` : '';
  const heading = `Hint ${number} of ${total}: ${hint.title}${about}`;
  const end = number === total ? 'That was the last one. ' : '';
  const where = `${end}The hints of the lesson stand at the end of ${relativeTo(root, lesson)}.`;
  return [
    style('strong', paragraph(heading, columns)),
    showMarkdown(hint.text, { columns, style, folder: relativeTo(root, directory) }),
    style('faint', paragraph(where, columns)),
  ].join('\n\n');
}
