import { answerDifference } from '../../sigv4/diagnosis/answer-difference';
import { type Difference, firstDifference } from '../../sigv4/first-difference';
import { STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import { timestampOf } from '../../sigv4/timestamps';
import type { CheckCase } from '../cases/select-cases';
import type { Outcome, SignedFigures } from '../protocol/signer-answer';

export type CaseStatus = 'pass' | 'fail' | 'error' | 'skip';

/** What came of one case. */
export interface CaseVerdict {
  case: CheckCase;
  status: CaseStatus;
  isAnswered: boolean;
  /** When that was: a timestamp. */
  answeredAt?: string;
  /** What the signer computed, if it signed. */
  figures?: SignedFigures;
  /** At the earliest stage that was given; undefined if nothing but a signature was, or all is right. */
  firstDifference: Difference | undefined;
  /** Why there is no signature; or what is odd about one that is right. */
  message?: string;
}

/**
 * Judges an answer. The signature alone decides: where it is right and another value of the answer
 * is not, the case passes, and the message says that the value is not what was signed.
 *
 * @param outcome none if the signer was stopped, or ended, before it answered
 * @param time when it answered, if that is known
 */
export function judge(asked: CheckCase, outcome: Outcome | undefined, time?: Date): CaseVerdict {
  const answered = { isAnswered: outcome !== undefined, answeredAt: time && timestampOf(time) };
  const nothing = { case: asked, ...answered, firstDifference: undefined };
  if (!outcome) return { ...nothing, status: 'error', message: 'It was not answered.' };
  if (outcome.kind === 'error') return { ...nothing, status: 'error', message: outcome.message };
  if (outcome.kind === 'skip') return { ...nothing, status: 'skip', message: outcome.reason };

  const { figures } = outcome;
  const difference = differenceOf(asked, figures);
  const signed = { case: asked, ...answered, figures };
  if (figures.signature !== asked.vector.figures[asked.mode].signature) {
    return { ...signed, status: 'fail', firstDifference: difference };
  }
  const message = difference
    ? `The signature is right, but the ${difference.stage} of the answer is not what was signed.`
    : undefined;
  return { ...signed, status: 'pass', firstDifference: undefined, message };
}

/** Where the values of an answer first differ; undefined if nothing but its signature is known to. */
export function differenceOf(
  { vector, mode }: CheckCase,
  given: SignedFigures,
): Difference | undefined {
  const { request, context } = vector;
  const correct = { ...sign(STAGES, { request, context, mode }), ...vector.figures[mode] };
  const difference = answerDifference(given, correct);
  if (difference) return difference;
  // What is sent says nothing of how the signature came about.
  const { canonicalRequest, stringToSign, signingKey } = given;
  return (canonicalRequest ?? stringToSign ?? signingKey) === undefined
    ? undefined
    : firstDifference('signature', correct.signature, given.signature);
}

/** The shortest canonical request first: least can be wrong with it. */
export function simplestFirst(verdicts: readonly CaseVerdict[]): CaseVerdict[] {
  const lengthOf = ({ case: { vector, mode } }: CaseVerdict) =>
    vector.figures[mode].canonicalRequest.length;
  return verdicts.toSorted((a, b) => lengthOf(a) - lengthOf(b));
}
