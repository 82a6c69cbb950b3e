import { structuredPatch } from 'diff';
import type { Style } from '../screen';

/** Two texts, and what each is called. */
export interface Pair {
  before: string;
  after: string;
  beforeName: string;
  afterName: string;
}

/** Lines that a diff shows around a change. */
export const CONTEXT_LINES = 3;

/** What differs, as `diff -u` writes it; the empty text if nothing does. */
export function unifiedDiff({ before, after, beforeName, afterName }: Pair, style: Style): string {
  const { hunks } = structuredPatch(beforeName, afterName, before, after, '', '', {
    context: CONTEXT_LINES,
  });
  if (hunks.length === 0) return '';
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    style('faint', `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.map((line) => marked(line, style)),
  ]);
  return [style('strong', `--- ${beforeName}`), style('strong', `+++ ${afterName}`), ...lines].join(
    '\n',
  );
}

function marked(line: string, style: Style): string {
  if (line.startsWith('+')) return style('good', line);
  return line.startsWith('-') ? style('bad', line) : line;
}
