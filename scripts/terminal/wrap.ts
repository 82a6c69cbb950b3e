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
  for (const word of unitsOf(text, columns).flatMap((one) => broken(one, columns))) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** A command that can be copied, and an arrow with what it points to. */
const KEPT_TOGETHER =
  /\S*\bnpm (?:start|run [\w-]+)(?: --(?: [a-z][a-z-]*)?)?(?: \d\d\b)?(?: --(?:prefix|region) \S+| --[a-z][\w-]*)*\S*|(?<=^|\s)(?:→|->) \S+/g;

/** What stays in one line where it fits: words, commands, and what an arrow points to. */
function unitsOf(text: string, columns: number): string[] {
  const kept = text.replace(KEPT_TOGETHER, (unit) =>
    widthOf(unit) <= columns ? unit.replaceAll(' ', KEPT_SPACE) : unit,
  );
  return kept.split(/[^\S\u2007]+/).map((unit) => unit.replaceAll(KEPT_SPACE, ' '));
}

/** Stands for a space at which no line ends. */
const KEPT_SPACE = '\u2007';

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
 * Text beside a label; or below it, where a word of the text has no room beside it.
 *
 * @param label what is before the first line; the others are indented by as much, or by two
 */
export function besideOrBelow(label: string, text: string, columns: number): string[] {
  const beside = labelled(label, text, columns);
  if (beside.every((line) => widthOf(line) <= columns)) return beside;
  const below = labelled('  ', text, columns);
  const isOnlyMargin = label.trim() === '';
  return [
    ...(isOnlyMargin ? [] : [label.trimEnd()]),
    ...below.map((line) => (widthOf(line) <= columns ? line : line.trimStart())),
  ];
}

/**
 * Prose as wide as the terminal, and no wider than is good to read; no word is broken.
 *
 * @param label what is before the first line; the others are indented by as much
 */
export function paragraph(text: string, columns: number, label = ''): string {
  return labelled(label, text, Math.min(columns, WIDEST)).join('\n');
}
