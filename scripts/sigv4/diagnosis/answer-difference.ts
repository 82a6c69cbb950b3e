import { type Difference, firstDifference } from '../first-difference';
import { type Signed, signingKeyHex } from '../staged-signer/staged-signer';
import type { Stage } from '../stages';
import type { GivenFigures } from './answered-case';

/** What an answer can tell besides its signature, and as which stage it is compared. */
const COMPARED: [Stage, keyof GivenFigures, (signed: Signed) => string][] = [
  ['canonical-request', 'canonicalRequest', ({ canonicalRequest }) => canonicalRequest],
  ['string-to-sign', 'stringToSign', ({ stringToSign }) => stringToSign],
  ['signing-key', 'signingKey', signingKeyHex],
  ['timestamp', 'timestamp', ({ timestamp }) => timestamp],
  ['credential', 'credential', ({ credential }) => credential],
  ['signed-headers', 'signedHeaders', ({ signedHeaders }) => signedHeaders],
];

/**
 * Where the texts of an answer first differ: those that were computed in the order of the stages,
 * then those that are sent.
 *
 * @returns undefined if all that it tells besides its signature is right
 */
export function answerDifference(answer: GivenFigures, correct: Signed): Difference | undefined {
  for (const [stage, name, read] of COMPARED) {
    const expected = read(correct);
    const difference = firstDifference(stage, expected, answer[name] ?? expected);
    if (difference) return difference;
  }
  return undefined;
}
