import { conceal } from '../terminal/conceal';
import { outliveReaders } from '../terminal/outlive-readers';
import { type AwsError, statusOf, unreachable } from './calls/aws-error';
import { CannotRun } from './cannot-run';

const COULD_NOT_RUN = 2;

/**
 * Runs a command as the whole of a process: its result becomes the exit code, and an error is told
 * without a stack trace where it speaks for itself, and without secrets: AWS repeats a refused call.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  outliveReaders();
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = COULD_NOT_RUN;
    console.error(`\n${conceal(explain(error as AwsError), [])}`);
  }
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
  return `This should not have happened: ${error.stack ?? error.message}`;
}
