import type { AnsweredCase } from '../../sigv4/diagnosis/answered-case';
import {
  type Diagnosis,
  diagnose,
  LIMITS,
  type Limits,
  NOTHING_WRONG,
} from '../../sigv4/diagnosis/diagnose';
import { STAGES, sign } from '../../sigv4/staged-signer/staged-signer';
import type { CaseVerdict, JudgedFigures } from './judge';

/** Of the second look: what it does not find soon, it hardly finds at all. */
const SECOND_LOOK = { mistakes: 3, share: 0.3 };

/**
 * What is wrong with a signer, from all that it signed. The values beside a signature are taken at
 * their word first; where they lead nowhere, they may not be what it really signs, and the
 * signatures alone are looked at.
 *
 * @param verdicts in the order of asking: a signer may remember keys
 */
export function diagnoseVerdicts(
  verdicts: readonly CaseVerdict[],
  limits: Limits = LIMITS.signer,
): Diagnosis {
  if (!verdicts.some(({ signed }) => signed && !signed.isRight)) return NOTHING_WRONG;
  const told = verdicts.flatMap(toldBy);
  const diagnosis = diagnose(told, limits);
  if (diagnosis.unexplained === undefined || !told.some(tellsMore)) return diagnosis;
  const bySignatures = diagnose(told.map(signatureAlone), {
    mistakes: SECOND_LOOK.mistakes,
    trials: SECOND_LOOK.share * limits.trials,
  });
  return explained(bySignatures) > explained(diagnosis) ? bySignatures : diagnosis;
}

/**
 * Of a right signature, nothing else is evidence: a value beside it may be badly reported. One that
 * is right by a choice that AWS leaves to the signer is evidence of nothing.
 */
function toldBy({ case: { mode }, signed, answeredAt }: CaseVerdict): AnsweredCase[] {
  if (!signed) return [];
  const { given, isRight } = signed;
  const vector = leavesOutContentHash(signed) ? withoutContentHash(signed.vector) : signed.vector;
  const answered = { vector, mode, answer: given, answeredAt };
  if (!isRight) return [answered];
  const isAsAsked = sign(STAGES, { ...signed.vector, mode }).signature === given.signature;
  return isAsAsked ? [signatureAlone(answered)] : [];
}

/** A signer is free to, except at S3: it neither sends nor signs x-amz-content-sha256. */
function leavesOutContentHash({ given, vector, sendsNoContentHash }: JudgedFigures): boolean {
  const { options, profile } = vector.context;
  const isSigned = given.signedHeaders?.split(';').includes('x-amz-content-sha256');
  return sendsNoContentHash === true && isSigned === false && options.signBody && profile !== 's3';
}

function withoutContentHash(vector: JudgedFigures['vector']): JudgedFigures['vector'] {
  const { context } = vector;
  return {
    ...vector,
    context: { ...context, options: { ...context.options, sendContentHash: false } },
  };
}

function signatureAlone({ answer: { signature }, ...asked }: AnsweredCase): AnsweredCase {
  return { ...asked, answer: { signature } };
}

function tellsMore({ answer: { signature, ...others } }: AnsweredCase): boolean {
  return Object.values(others).some((text) => text !== undefined);
}

function explained({ explanations }: Diagnosis): number {
  return explanations.reduce((sum, { explains }) => sum + explains, 0);
}
