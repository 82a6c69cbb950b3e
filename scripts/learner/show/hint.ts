import { relativeTo } from '../check/places';
import type { NextHint } from '../hints/ladder';
import type { Step } from '../steps';
import { showMarkdown } from './markdown';
import { paragraph } from './paragraph';
import type { Page } from './verdict';

/** A hint, with its place among those on what it is about: from the nudge to what is to be written. */
export function showHint(
  { directory, lesson }: Step,
  { ladder, hint, level, isLast }: NextHint,
  { root, style, columns }: Page,
): string {
  const about = ladder.about ? ` (${ladder.about})` : '';
  const heading = `Hint ${level} of ${ladder.rungs.length}: ${hint.title}${about}`;
  const end = `That was the last one. All hints of the lesson stand at the end of ${relativeTo(root, lesson)}.`;
  return [
    style('strong', paragraph(heading, columns)),
    showMarkdown(hint.text, { columns, style, folder: relativeTo(root, directory) }),
    ...(isLast ? [style('faint', paragraph(end, columns))] : []),
  ].join('\n\n');
}
