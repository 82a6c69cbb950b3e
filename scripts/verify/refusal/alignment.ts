import { describeDifference, firstDifference, visible } from '../../sigv4/first-difference';
import { type Stage, TITLES } from '../../sigv4/stages';

/**
 * AWS's text of a stage and the caller's own, line by line: what is equal once, what differs below
 * each other, and the first difference in detail.
 *
 * @returns lines
 */
export function aligned(stage: Stage, aws: string, own: string): string[] {
  const difference = firstDifference(stage, aws, own);
  const title = TITLES[stage];
  if (!difference) return [`AWS computes the same ${title} as you do.`];

  const awsLines = aws.split('\n');
  const ownLines = own.split('\n');
  const count = Math.max(awsLines.length, ownLines.length);
  const pairs = Array.from({ length: count }, (_, i) => pair(awsLines[i], ownLines[i]));
  return [
    `The ${title}, as AWS computes it and as you do:`,
    ...pairs.flat(),
    '',
    'The first difference (expected is what AWS computes):',
    ...describeDifference(difference).split('\n'),
  ];
}

function pair(aws: string | undefined, own: string | undefined): string[] {
  if (aws === own) return [`         ${shown(aws)}`];
  return [`  AWS    ${shown(aws)}`, `  yours  ${shown(own)}`];
}

function shown(line: string | undefined): string {
  if (line === undefined) return '(no line)';
  return line === '' ? '(an empty line)' : visible(line);
}
