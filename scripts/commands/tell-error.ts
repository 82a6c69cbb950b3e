import { CommanderError } from 'commander';
import { type AwsError, statusOf, unreachable } from '../account/calls/aws-error';
import { CannotRun } from '../terminal/cannot-run';
import { conceal } from '../terminal/conceal';
import { printable } from '../terminal/printable';

const COULD_NOT_RUN = 2;

/**
 * Prints why a command could not run, and sets the exit code. It prints no stack trace if the message
 * is enough, and no secrets: AWS repeats the refused call in its errors.
 */
export function tellError(error: unknown): void {
  process.exitCode = COULD_NOT_RUN;
  if (error instanceof CommanderError) {
    // Commander has already printed its message or the help.
    if (error.exitCode === 0) process.exitCode = 0;
    return;
  }
  console.error(`\n${printable(conceal(explain(error as AwsError), []))}`);
}

function explain(error: AwsError): string {
  if (error instanceof CannotRun) return error.message;
  if (/^AccessDenied|not authorized/.test(`${error.name} ${error.message}`)) {
    return (
      `AWS does not allow this: ${error.message}\n` +
      'The policy that the workshop needs is in fixtures/policies/: attach it, and run this again.'
    );
  }
  if (statusOf(error) !== undefined) return `AWS refused: ${error.message} (${error.name})`;
  const network = unreachable(error);
  if (network) return `${network} Run this again: it goes on from what is there.`;
  if (isSentence(error)) return error.message;
  return `This should not have happened: ${error.stack ?? error.message}`;
}

/** The workshop throws plain errors; those of Node.js have a code or another class. */
function isSentence(error: AwsError): boolean {
  return error.constructor === Error && error.code === undefined;
}
