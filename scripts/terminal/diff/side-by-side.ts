import { structuredPatch } from 'diff';
import type { Style } from '../screen';
import { CONTEXT_LINES, type Pair } from './unified';

/** Below this many columns, lines of code do not fit beside each other. */
export const WIDE_ENOUGH = 160;

type Mark = ' ' | '<' | '>' | '|';

interface Row {
  left: string;
  right: string;
  /** Which side has the line: both alike, the left, the right, or both with another text. */
  mark: Mark;
}

/** What differs, the one text to the left of the other; the empty text if nothing does. */
export function sideBySide(
  { before, after, beforeName, afterName }: Pair,
  { columns, style }: { columns: number; style: Style },
): string {
  const { hunks } = structuredPatch(beforeName, afterName, before, after, '', '', {
    context: CONTEXT_LINES,
  });
  if (hunks.length === 0) return '';
  const width = Math.floor((columns - ' | '.length) / 2);
  const line = ({ left, right, mark }: Row) =>
    `${padded(left, width)} ${mark} ${padded(right, width)}`.trimEnd();
  const head = line({ left: beforeName, right: afterName, mark: ' ' });
  const blocks = hunks.map(({ lines }) =>
    rowsOf(lines)
      .map((row) => (row.mark === ' ' ? line(row) : style('strong', line(row))))
      .join('\n'),
  );
  return [style('strong', head), blocks.join(`\n${style('faint', '…')}\n`)].join('\n');
}

/** Each run of removed lines is beside the run of added lines that took its place. */
function rowsOf(lines: string[]): Row[] {
  const rows: Row[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    const height = Math.max(removed.length, added.length);
    for (let index = 0; index < height; index += 1) rows.push(pair(removed[index], added[index]));
    removed = [];
    added = [];
  };
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) removed.push(text);
    else if (line.startsWith('+')) added.push(text);
    else if (line.startsWith(' ')) {
      flush();
      rows.push({ left: text, right: text, mark: ' ' });
    }
  }
  flush();
  return rows;
}

function pair(left: string | undefined, right: string | undefined): Row {
  if (left === undefined) return { left: '', right: right ?? '', mark: '>' };
  if (right === undefined) return { left, right: '', mark: '<' };
  return { left, right, mark: '|' };
}

function padded(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}
