import type { Explanation } from './diagnosis/diagnose';
import { mistakeNamed } from './mistakes/catalogue';

/**
 * An explanation for people: what is wrong, why, and how to mend it. Each of several mistakes is
 * told in short.
 *
 * @returns lines of at most so many columns, indented by two
 */
export function describeExplanation(explanation: Explanation, columns: number): string[] {
  const { mistakes, alternatives } = explanation;
  const others = alternatives.map((ids) => ids.join(' + ')).join(', or ');
  return [
    ...(mistakes.length === 1 ? describeOne(explanation) : describeTogether(explanation)),
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

function describeTogether({ mistakes, variants }: Explanation): string[][] {
  return mistakes.flatMap((id, index) => {
    const { title, fix } = mistakeNamed(id);
    return [
      ['what', `${title} (${variants[index]})`],
      ['fix ', fix],
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

/** Text broken into lines of at most so many columns, but for words that are longer. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
