import type { Session } from '../account/session';
import type { Code } from './code';
import type { Report } from './report';

/** What every verification works with. */
export interface Bench {
  session: Session;
  /** The code that is verified. */
  code: Code;
  /** The finished code: what a step stands on is made with it, where it is not there yet. */
  finished: Code;
  report: Report;
}

/**
 * Verifies what one step claims, on the session's account. It may be run again at any time, and
 * goes on from what is there.
 *
 * @throws DoesNotHold when the claim does not hold; what the code or AWS throws otherwise
 */
export type Verification = (bench: Bench) => Promise<void>;
