import { describeDifference, firstDifference, visible } from '../../sigv4/first-difference';
import { type Stage, TITLES } from '../../sigv4/stages';

/** How the texts are called that are not AWS's. */
export interface Signer {
  /** In a sentence: `as you do`. */
  clause: string;
  /** In front of a line; at most six letters. */
  label: string;
}

/** What the learner's own code has computed. */
export const LEARNER: Signer = { clause: 'as you do', label: 'yours' };

/**
 * AWS's text of a stage and the signer's, line by line: what is equal once, what differs below each
 * other, and the first difference in detail.
 *
 * @returns lines
 */
export function aligned(
  stage: Stage,
  aws: string,
  own: string,
  signer: Signer = LEARNER,
): string[] {
  const difference = firstDifference(stage, aws, own);
  const title = TITLES[stage];
  if (!difference) return [`AWS computes the same ${title} ${signer.clause}.`];

  const awsLines = aws.split('\n');
  const ownLines = own.split('\n');
  const count = Math.max(awsLines.length, ownLines.length);
  const pairs = Array.from({ length: count }, (_, i) => pair(awsLines[i], ownLines[i], signer));
  return [
    `The ${title}, as AWS computes it and ${signer.clause}:`,
    ...pairs.flat(),
    '',
    'The first difference (expected is what AWS computes):',
    ...describeDifference(difference).split('\n'),
  ];
}

function pair(aws: string | undefined, own: string | undefined, { label }: Signer): string[] {
  if (aws === own) return [`         ${shown(aws)}`];
  return [`  AWS    ${shown(aws)}`, `  ${label.padEnd(7)}${shown(own)}`];
}

function shown(line: string | undefined): string {
  if (line === undefined) return '(no line)';
  return line === '' ? '(an empty line)' : visible(line);
}
