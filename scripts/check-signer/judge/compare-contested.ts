import type { Mode } from '../../sigv4/vectors';
import type { ContestedCase } from '../cases/select-cases';
import type { Outcome } from '../protocol/signer-answer';

/** What came of a case on which maintained signers differ: nobody passes or fails it. */
export interface ContestedAnswer {
  name: string;
  mode: Mode;
  /** What the signers differ on. */
  note: string;
  /** Signers, with their versions, that give the same signature. */
  agreesWith: string[];
  /** Signers that give another one. */
  differsFrom: string[];
  /** Why there is no signature to compare. */
  message?: string;
}

/**
 * Tells with which signers an answer to a contested case agrees.
 *
 * @param outcome none if the signer did not answer
 */
export function compareContested(
  { vector: { name, note, answers }, mode }: ContestedCase,
  outcome: Outcome | undefined,
): ContestedAnswer {
  const asked = { name, mode, note };
  if (outcome?.kind !== 'signed') {
    return { ...asked, agreesWith: [], differsFrom: [], message: reasonOf(outcome) };
  }
  const { signature } = outcome.figures;
  const signers = Object.keys(answers).filter((signer) => answers[signer]?.[mode] !== undefined);
  const agrees = (signer: string) => answers[signer]?.[mode] === signature;
  return {
    ...asked,
    agreesWith: signers.filter(agrees),
    differsFrom: signers.filter((signer) => !agrees(signer)),
  };
}

function reasonOf(outcome: Exclude<Outcome, { kind: 'signed' }> | undefined): string {
  if (!outcome) return 'It was not answered.';
  return outcome.kind === 'error' ? outcome.message : outcome.reason;
}
