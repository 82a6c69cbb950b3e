import { comparisonLines } from './report/comparison';
import { plain, type Style } from './screen';
import { paragraph, widthOf } from './wrap';

/** Columns kept in front of the place where two long lines part. */
const BEFORE = 24;

/**
 * Makes a message fit a terminal: at most so many lines, of two long lines above a caret the stretch
 * around it, so that the caret still points at the right character, and sentences reflowed.
 */
export function fitted(
  message: string,
  columns: number,
  rows = Number.POSITIVE_INFINITY,
  style = plain,
): string {
  const compared =
    style === plain
      ? aroundCaret(message.split('\n'), columns)
      : inColour(message.split('\n'), columns, style);
  const lines = compared.flatMap((line) => reflowed(line, columns));
  if (lines.length <= rows) return lines.join('\n');
  return [...lines.slice(0, rows), `… ${lines.length - rows} more lines`].join('\n');
}

/** Code and compared texts, which are indented, stay as they are. */
function reflowed(line: string, columns: number): string[] {
  const [, label = '', text = ''] = /^( +given +|(?=\S))(.*)$/.exec(line) ?? [];
  if (widthOf(line) <= columns || text === '') return [line];
  return paragraph(text, columns, label).split('\n');
}

/** In place of a caret, colours show where the expected and the actual line part. */
function inColour(lines: string[], columns: number, style: Style): string[] {
  const index = lines.findIndex((line) => /^ +expected {2}/.test(line));
  const [margin = '', expected] = /^( +)expected {2}(.*)$/.exec(lines[index] ?? '')?.slice(1) ?? [];
  const actual = /^ +actual {4}(.*)$/.exec(lines[index + 1] ?? '')?.[1];
  if (expected === undefined || actual === undefined) return lines;
  const screen = { columns: columns - margin.length, style };
  const compared = comparisonLines(expected, actual, screen).map((line) => margin + line);
  const caret = lines[index + 2]?.trimStart() ?? '';
  const after = lines.slice(index + (caret.startsWith('^') ? 3 : 2));
  return [...lines.slice(0, index), ...compared, ...after];
}

function aroundCaret(lines: string[], columns: number): string[] {
  const index = lines.findIndex((line) => /^ +\^/.test(line));
  const [expected, actual, caret] = lines.slice(index - 2, index + 1);
  if (index < 2 || !expected || !actual || !caret) return lines;

  const label = caret.length - caret.trimStart().length;
  const margin = /^ +\S+ +/.exec(expected)?.[0].length ?? 0;
  const cut = Math.max(0, label - margin - BEFORE);
  const long = Math.max(expected.length, actual.length, caret.length) > columns;
  if (!long) return lines;
  const fitted = [expected, actual, caret].map((line) => window(line, margin, cut, columns));
  return [...lines.slice(0, index - 2), ...fitted, ...lines.slice(index + 1)];
}

/** A line without the `cut` characters behind its label, and without what is too far right. */
function window(line: string, margin: number, cut: number, columns: number): string {
  const characters = [...line];
  const isCaret = line.trimStart().startsWith('^');
  const left = cut > 0 && !isCaret ? '…' : '';
  const text = characters.slice(margin + cut + left.length);
  const room = columns - margin - left.length;
  const shown = text.length > room && !isCaret ? [...text.slice(0, room - 1), '…'] : text;
  return characters.slice(0, margin).join('') + left + shown.join('');
}
