import { type Difference, firstDifference } from '../../sigv4/first-difference';
import { STAGES, sign, signingKeyHex } from '../../sigv4/staged-signer/staged-signer';
import type { Stage } from '../../sigv4/stages';
import type { CheckCase } from '../cases/select-cases';
import type { Outcome, SignedFigures } from '../protocol/signer-answer';

export type Status = 'pass' | 'fail' | 'error' | 'skip';

/** What came of one case. */
export interface Verdict {
  case: CheckCase;
  status: Status;
  isAnswered: boolean;
  /** What the signer computed, if it signed. */
  figures?: SignedFigures;
  /** At the earliest stage that was given; null if nothing but a signature was, or all is right. */
  firstDifference: Difference | null;
  /** Why there is no signature; or what is odd about one that is right. */
  message?: string;
}

/**
 * Judges an answer. The signature alone decides: where it is right and another value of the answer
 * is not, the case passes, and the message says that the value is not what was signed.
 *
 * @param outcome none if the signer was stopped, or ended, before it answered
 */
export function judge(asked: CheckCase, outcome: Outcome | undefined): Verdict {
  const nothing = { case: asked, isAnswered: outcome !== undefined, firstDifference: null };
  if (!outcome) return { ...nothing, status: 'error', message: 'It was not answered.' };
  if (outcome.kind === 'error') return { ...nothing, status: 'error', message: outcome.message };
  if (outcome.kind === 'skip') return { ...nothing, status: 'skip', message: outcome.reason };

  const { figures } = outcome;
  const difference = differenceOf(asked, figures);
  const signed = { case: asked, isAnswered: true, figures };
  if (figures.signature !== asked.vector.figures[asked.mode].signature) {
    return { ...signed, status: 'fail', firstDifference: difference };
  }
  const message = difference
    ? `The signature is right, but the ${difference.stage} of the answer is not what was signed.`
    : undefined;
  return { ...signed, status: 'pass', firstDifference: null, message };
}

/** Where the values of an answer first differ; null if it has no other than the signature. */
export function differenceOf({ vector, mode }: CheckCase, given: SignedFigures): Difference | null {
  const { canonicalRequest, stringToSign, signature } = vector.figures[mode];
  const { request, context } = vector;
  const intermediate: [Stage, string, string | undefined][] = [
    ['canonical-request', canonicalRequest, given.canonicalRequest],
    ['string-to-sign', stringToSign, given.stringToSign],
    ['signing-key', signingKeyHex(sign(STAGES, { request, context, mode })), given.signingKey],
  ];
  const stages = intermediate.filter(([, , actual]) => actual !== undefined);
  if (stages.length === 0) return null;
  for (const [stage, expected, actual = ''] of stages) {
    const difference = firstDifference(stage, expected, actual);
    if (difference) return difference;
  }
  return firstDifference('signature', signature, given.signature);
}

/** The shortest canonical request first: least can be wrong with it. */
export function simplestFirst(verdicts: readonly Verdict[]): Verdict[] {
  const lengthOf = ({ case: { vector, mode } }: Verdict) =>
    vector.figures[mode].canonicalRequest.length;
  return verdicts.toSorted((a, b) => lengthOf(a) - lengthOf(b));
}
