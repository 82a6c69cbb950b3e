/** The check cannot be run as it was asked for; the message says why and what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
