import { shownLine } from '../../sigv4/first-difference';
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
 * other.
 *
 * @returns lines
 */
export function alignedTexts(stage: Stage, aws: string, own: string, signer: Signer): string[] {
  const awsLines = aws.split('\n');
  const ownLines = own.split('\n');
  const count = Math.max(awsLines.length, ownLines.length);
  const pairs = Array.from({ length: count }, (_, i) => pair(awsLines[i], ownLines[i], signer));
  return [`The ${TITLES[stage]}, as AWS computes it and ${signer.clause}:`, ...pairs.flat()];
}

function pair(aws: string | undefined, own: string | undefined, { label }: Signer): string[] {
  if (aws === own) return [`         ${shownLine(aws ?? null)}`];
  return [`  AWS    ${shownLine(aws ?? null)}`, `  ${label.padEnd(7)}${shownLine(own ?? null)}`];
}
