import { paragraph } from './wrap';

/** Columns kept in front of the place where two long lines part. */
const BEFORE = 24;

/**
 * Makes a message fit a terminal: at most so many lines, of two long lines above a caret the stretch
 * around it, so that the caret still points at the right character, and sentences reflowed.
 */
export function fitted(message: string, columns: number, rows: number): string {
  const lines = aroundCaret(message.split('\n'), columns).flatMap((line) =>
    reflowed(line, columns),
  );
  if (lines.length <= rows) return lines.join('\n');
  return [...lines.slice(0, rows), `… ${lines.length - rows} more lines`].join('\n');
}

/** Code and compared texts, which are indented, stay as they are. */
function reflowed(line: string, columns: number): string[] {
  const [, label = '', text = ''] = /^( +given +|(?=\S))(.*)$/.exec(line) ?? [];
  if (line.length <= columns || text === '') return [line];
  return paragraph(text, columns, label).split('\n');
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
