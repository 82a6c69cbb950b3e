import { CommanderError } from 'commander';
import { type AwsError, statusOf, unreachable } from '../account/calls/aws-error';
import { CannotRun } from '../terminal/cannot-run';
import { conceal } from '../terminal/conceal';
import { printable } from '../terminal/printable';

const COULD_NOT_RUN = 2;

/**
 * Tells why a command could not run, as the end of the process: without a stack trace where the
 * error speaks for itself, and without secrets, since AWS repeats a refused call.
 */
export function tellError(error: unknown): void {
  process.exitCode = COULD_NOT_RUN;
  if (error instanceof CommanderError) {
    // Commander has told already what it did not understand, or what it was asked for.
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

/** The workshop's own errors are plain ones; those of Node.js have a code or a class of their own. */
function isSentence(error: AwsError): boolean {
  return error.constructor === Error && error.code === undefined;
}
