/** A command that could not do its work; the message says why and what to do. Exit code 2. */
export class CannotRun extends Error {
  override readonly name: string = 'CannotRun';
}
