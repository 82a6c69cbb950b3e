import { stripVTControlCharacters } from 'node:util';
import type { Explanation, Member } from './diagnosis/diagnose';

/**
 * An explanation for people: what is wrong, why, and how to mend it. Of several mistakes each is
 * told by itself, in short, with the number of cases that it shows in.
 *
 * @returns lines of at most so many columns, indented by two
 */
export function describeExplanation(explanation: Explanation, columns: number): string[] {
  const { mistakes, alternatives } = explanation;
  const others = alternatives.map((ids) => ids.join(' + ')).join(', or ');
  return [
    ...(mistakes.length === 1 ? describeOne(explanation) : describeEach(explanation)),
    ...(others === '' ? [] : [['or  ', `${others}: these cases do not tell which.`]]),
  ].flatMap(([label = '', text = '']) => labelled(label, text, columns));
}

function describeOne({ title, why, fix }: Explanation): string[][] {
  return [
    ['what', title],
    ['why ', why],
    ['fix ', fix],
  ];
}

function describeEach({ members, explains }: Explanation): string[][] {
  return members.flatMap(({ mistake, variant, title, fix, shows }: Member) => {
    const count = explains === 1 ? '' : ` (in ${shows})`;
    return [
      ['-', `${mistake}${count}: ${title} (${variant})`],
      ['   fix', fix],
    ];
  });
}

/** A label, and beside it a text of any length. */
function labelled(label: string, text: string, columns: number): string[] {
  const margin = `  ${label}  `;
  return wrapped(text, columns - margin.length).map((line, index) =>
    index === 0 ? margin + line : ' '.repeat(margin.length) + line,
  );
}

/**
 * Text broken into lines of at most so many columns, but for words that are longer. What gives a
 * word its colour takes no column.
 */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
