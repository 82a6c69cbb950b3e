import { paragraph } from '../../terminal/wrap';
import { relativeTo } from '../check/places';
import { showMarkdown } from '../show/markdown';
import type { WorkshopScreen } from '../show/verdict';
import type { Step } from '../steps';
import type { NextHint } from './ladder';

/** A hint, with its place among those on what it is about: from the nudge to what is to be written. */
export function showHint(
  { directory, lesson }: Step,
  { ladder, hint, level, isLast }: NextHint,
  { root, style, columns }: WorkshopScreen,
): string {
  const about = ladder.about ? ` (${ladder.about})` : '';
  const heading = `Hint ${level} of ${ladder.rungs.length}: ${hint.title}${about}`;
  const end = `That was the last one. All hints of the lesson are at the end of ${relativeTo(root, lesson)}.`;
  return [
    style('strong', paragraph(heading, columns)),
    showMarkdown(hint.text, { columns, style, folder: relativeTo(root, directory) }),
    ...(isLast ? [style('faint', paragraph(end, columns))] : []),
  ].join('\n\n');
}
