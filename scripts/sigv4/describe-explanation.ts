import { labelled } from '../terminal/wrap';
import type { Explanation, Member } from './diagnosis/diagnose';

/**
 * An explanation for people: what is wrong, why, and how to fix it. Of several mistakes each is
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
  ].flatMap(([label = '', text = '']) => labelled(`  ${label}  `, text, columns));
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
