import type { Session } from '../account/session';
import type { Code } from './code';
import type { VerificationReport } from './verification-report';

/** One run of the verification: what every step's works with. */
export interface VerificationRun {
  session: Session;
  /** The code that is verified. */
  code: Code;
  /** The finished code: what a step depends on is created with it, if it does not exist yet. */
  finished: Code;
  report: VerificationReport;
}

/**
 * Verifies what one step claims, on the session's account. It may be run again at any time, and
 * goes on from what is there.
 *
 * @throws DoesNotHold when the claim fails; what the code or AWS throws otherwise
 */
export type Verification = (run: VerificationRun) => Promise<void>;
