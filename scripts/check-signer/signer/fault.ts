import type { BreakKind } from '../protocol/protocol-break';

/** Why a signer could not be asked to the end. */
export type SignerFaultKind = BreakKind | 'could-not-start' | 'no-answer' | 'died';

export interface SignerFault {
  kind: SignerFaultKind;
  /** What happened and what to do, in a few lines. */
  message: string;
  /** The case that it is about; if that is not known, the first without an answer, if there is one. */
  caseId?: number;
  /** The end of what the signer printed to standard error. */
  stderr: string;
}

/** By the custom of shells: the program was found and cannot be executed. */
export const CANNOT_EXECUTE = 126;

/** By the custom of shells: there is no such program. */
export const NOT_FOUND = 127;
