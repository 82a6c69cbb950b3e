import { CannotRun } from '../terminal/cannot-run';

/** The check cannot be run as it was asked for; the message says why and what to do. */
export class UsageError extends CannotRun {
  override readonly name = 'UsageError';
}
