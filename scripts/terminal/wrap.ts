import { stripVTControlCharacters } from 'node:util';

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** The columns that a text takes; what gives a word its colour takes none. */
export function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

/**
 * Text broken into lines of at most so many columns, except words that are longer. Of these an ARN
 * is broken behind a colon or a slash, and a query behind an ampersand; an address is not, so that it
 * can be opened.
 */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((one) => broken(one, columns))) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function broken(word: string, columns: number): string[] {
  const isBreakable = !word.includes('://') && /arn:|&/.test(word);
  if (!isBreakable || widthOf(word) <= columns) return [word];
  const lines: string[] = [];
  for (const part of word.split(/(?<=[:/&])/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length <= columns) {
      lines[lines.length - 1] = last + part;
    } else lines.push(part);
  }
  return lines;
}

/**
 * Text beside a label, in lines of at most so many columns.
 *
 * @param label what is before the first line; the others are indented by as much
 */
export function labelled(label: string, text: string, columns: number): string[] {
  const margin = ' '.repeat(widthOf(label));
  return wrapped(text, columns - widthOf(label)).map(
    (line, index) => (index === 0 ? label : margin) + line,
  );
}

/**
 * Prose as wide as the terminal, and no wider than is good to read; no word is broken.
 *
 * @param label what is before the first line; the others are indented by as much
 */
export function paragraph(text: string, columns: number, label = ''): string {
  return labelled(label, text, Math.min(columns, WIDEST)).join('\n');
}
