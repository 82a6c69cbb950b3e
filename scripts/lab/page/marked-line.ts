import { visible } from '../../sigv4/first-difference';
import { differingRuns, type LinePair, type MarkedText } from '../sheet/comparison';
import { type Content, element } from './dom';

/** A line, with what an edit has just changed in it marked. @param before undefined where it is new */
export function editedLine(text: string, before: string | undefined): HTMLElement {
  if (before === text) return lineOf(text);
  return markedLine(differingRuns(text, before ?? '')[0], 'changed');
}

/** A line that is the same on both sides, or the only one. */
export function lineOf(text: string | undefined): HTMLElement {
  if (text === undefined) return element('span', { class: 'line empty' }, 'no line');
  if (text === '') return element('span', { class: 'line empty' }, 'an empty line');
  return element('span', { class: 'line' }, visible(text));
}

/**
 * Two lines above each other, each with its name, and what differs marked in both.
 *
 * @param names of the two sides
 */
export function differingLines(
  { expected, actual }: LinePair,
  names: { expected: string; actual: string },
): HTMLElement {
  const [right, wrong] = differingRuns(expected ?? '', actual ?? '');
  return element(
    'div',
    { class: 'two-lines' },
    element('span', { class: 'who' }, names.expected),
    expected ? markedLine(right, 'expected') : lineOf(expected),
    element('span', { class: 'who' }, names.actual),
    actual ? markedLine(wrong, 'actual') : lineOf(actual),
  );
}

function markedLine([start, differing, end]: MarkedText, kind: string): HTMLElement {
  const marked: Content = differing !== '' && element('mark', { class: kind }, visible(differing));
  return element('span', { class: `line ${kind}` }, visible(start), marked, visible(end));
}
