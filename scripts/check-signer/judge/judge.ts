import { answerDifference } from '../../sigv4/diagnosis/answer-difference';
import { type Difference, firstDifference } from '../../sigv4/first-difference';
import { type Signed, STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import { timestampOf } from '../../sigv4/timestamps';
import type { Vector, VectorRequest } from '../../sigv4/vectors';
import type { CheckCase } from '../cases/select-cases';
import type { Outcome, SignedFigures } from '../protocol/signer-answer';
import { deviations } from './deviations';
import { rightSignatures } from './right-signatures';
import { sentRequest } from './sent-request';

export type CaseStatus = 'pass' | 'fail' | 'error' | 'skip';

/** What came of one case. */
export interface CaseVerdict {
  case: CheckCase;
  status: CaseStatus;
  isAnswered: boolean;
  /** When that was: a timestamp. */
  answeredAt?: string;
  /** How long the answer took. */
  milliseconds?: number;
  /** What the signer computed, and what it is judged by, if it signed. */
  signed?: JudgedFigures;
  /** At the earliest stage that was given; undefined if only a signature was, or all is right. */
  firstDifference: Difference | undefined;
  /** Why there is no signature; or what is odd about one that is right. */
  message?: string;
}

/** What a signer computed for a request. */
export interface JudgedFigures {
  given: SignedFigures;
  /** The request that was signed: the case's, or what the signer says that it sends. */
  vector: Pick<Vector, 'name' | 'request' | 'context'>;
  /** What would have been right for that request. */
  expected: Signed;
  isRight: boolean;
  /** Whether the signer tells the headers that it sends, and x-amz-content-sha256 is not among them. */
  sendsNoContentHash?: boolean;
  /** In what the request that is sent differs from the case's, where the signer tells it. */
  sends: string[];
}

/** When an answer came, and how it is judged. */
export interface JudgingOptions {
  at?: Date;
  milliseconds?: number;
  /** Whether to send something else than the case asks for is a failure, too. */
  isStrict?: boolean;
}

/**
 * Judges an answer by its signature alone: where that is right and another value of the answer is
 * not, the case passes, and the message says that the value is not what was signed. If the answer
 * tells what is sent, the signature must be right for that.
 *
 * @param outcome undefined if the signer was stopped, or ended, before it answered
 */
export function judge(
  asked: CheckCase,
  outcome: Outcome | undefined,
  { at, milliseconds, isStrict = false }: JudgingOptions = {},
): CaseVerdict {
  const isAnswered = outcome !== undefined;
  const answered = {
    case: asked,
    isAnswered,
    answeredAt: at && timestampOf(at),
    milliseconds,
    firstDifference: undefined,
  };
  if (!outcome) return { ...answered, status: 'error', message: 'It was not answered.' };
  if (outcome.kind === 'error') return { ...answered, status: 'error', message: outcome.message };
  if (outcome.kind === 'skip') return { ...answered, status: 'skip', message: outcome.reason };

  const signed = outcome.sent
    ? judgedBySent(asked, outcome.figures, outcome.sent)
    : judgedByCase(asked, outcome.figures);
  return { ...answered, signed, ...resultOf(signed, isStrict) };
}

function judgedByCase(asked: CheckCase, given: SignedFigures): JudgedFigures {
  const { vector, mode } = asked;
  const expected = { ...sign(STAGES, { ...vector, mode }), ...vector.figures[mode] };
  const isRight = given.signature === expected.signature;
  return { given, vector, expected, isRight, sends: [] };
}

function judgedBySent(
  { vector, mode }: CheckCase,
  given: SignedFigures,
  told: Partial<VectorRequest>,
): JudgedFigures {
  const { name, context } = vector;
  const request = sentRequest({ ...vector, mode }, told);
  const right = rightSignatures({ request, context, mode }, given.signedHeaders);
  const match = right.find(({ signed }) => signed.signature === given.signature);
  const { signed: expected, sends } = match ?? right[0]!;
  return {
    given,
    vector: { name, request, context },
    expected,
    isRight: match !== undefined,
    sendsNoContentHash: told.headers && !told.headers.some(([name]) => isContentHash(name)),
    sends: [...deviations(vector.request, request), ...sends],
  };
}

function isContentHash(name: string): boolean {
  return name.toLowerCase() === 'x-amz-content-sha256';
}

function resultOf(
  signed: JudgedFigures,
  isStrict: boolean,
): Pick<CaseVerdict, 'status' | 'firstDifference' | 'message'> {
  const difference = differenceOf(signed.expected, signed.given);
  if (!signed.isRight) return { status: 'fail', firstDifference: difference };
  if (isStrict && signed.sends.length > 0) {
    const message = `The signature is right for what is sent, but that is not what was asked: ${signed.sends.join(', ')}.`;
    return { status: 'fail', firstDifference: undefined, message };
  }
  const message = difference
    ? `The signature is right, but the ${difference.stage} of the answer is not what was signed.`
    : undefined;
  return { status: 'pass', firstDifference: undefined, message };
}

/** Where the values of an answer first differ; undefined if only its signature is known to. */
export function differenceOf(expected: Signed, given: SignedFigures): Difference | undefined {
  const difference = answerDifference(given, expected);
  if (difference) return difference;
  // What is sent says nothing of how the signature came about.
  const { canonicalRequest, stringToSign, signingKey } = given;
  if ((canonicalRequest ?? stringToSign ?? signingKey) === undefined) return undefined;
  return firstDifference('signature', expected.signature, given.signature);
}

/** The shortest canonical request first: least can be wrong with it. */
export function simplestFirst(verdicts: readonly CaseVerdict[]): CaseVerdict[] {
  const lengthOf = ({ case: { vector, mode } }: CaseVerdict) =>
    vector.figures[mode].canonicalRequest.length;
  return verdicts.toSorted((a, b) => lengthOf(a) - lengthOf(b));
}
