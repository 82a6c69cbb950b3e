import type { BreakKind } from '../protocol/protocol-break';

/** Why a signer could not be asked to the end. */
export type FaultKind = BreakKind | 'could-not-start' | 'no-answer' | 'died';

export interface Fault {
  kind: FaultKind;
  /** What happened and what to do, in a few lines. */
  message: string;
  /** The case that it is about; if that is not known, the first without an answer, if there is one. */
  caseId: number | null;
  /** The end of what the signer printed to standard error. */
  stderr: string;
}
