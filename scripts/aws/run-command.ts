import { type AwsError, statusOf } from './calls/aws-error';
import { CannotRun } from './cannot-run';

const COULD_NOT_RUN = 2;

/**
 * Runs a command as the whole of a process: its result becomes the exit code, and an error is told
 * without a stack trace where it speaks for itself.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = COULD_NOT_RUN;
    console.error(`\n${explain(error as AwsError)}`);
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
  if (error.code) return `AWS cannot be reached: ${error.message}. Run this again: it goes on.`;
  return `This should not have happened: ${error.stack ?? error.message}`;
}
