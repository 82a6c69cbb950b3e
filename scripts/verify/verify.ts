import { CannotRun } from '../terminal/cannot-run';
import { describeError } from './describe-error';
import { RefusedCalls } from './refused-calls';
import { VERIFICATIONS } from './steps';
import type { VerificationRun } from './verification';
import { DoesNotHold } from './verification-report';
import { tellWhatStays } from './what-stays';

/** Deep enough for the line of a step's file below the many calls of the SDK. */
const STACK_DEPTH = 60;

/**
 * Verifies the steps of these numbers, in their order, and stops at the first that does not hold.
 *
 * @param numbers such as `07`
 * @returns whether all of them hold
 * @throws what AWS refuses for reasons that are not the learner's, such as missing permissions
 */
export async function verifySteps(run: VerificationRun, numbers: string[]): Promise<boolean> {
  for (const number of numbers) {
    if (!(await verifyStep(run, number))) return false;
  }
  const last = numbers.at(-1);
  if (last !== undefined) await tellWhatStays(run, last);
  return true;
}

async function verifyStep(run: VerificationRun, number: string): Promise<boolean> {
  const { session, code } = run;
  const { output, kind, accountId, region, names } = session;
  const account = kind === 'live' ? `account ${accountId}` : 'local AWS';
  output.line(
    `Step ${number} on ${account}, ${region}, prefix ${names.prefix}, code in ${code.shelf}/`,
  );
  const verdict = await verdictOn(run, number);
  output.line();
  output.line(verdict.text);
  output.line();
  return verdict.holds;
}

async function verdictOn(
  run: VerificationRun,
  number: string,
): Promise<{ holds: boolean; text: string }> {
  const refusedCalls = new RefusedCalls(run.session.clients);
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  try {
    await VERIFICATIONS.get(number)!(run);
    return { holds: true, text: `Step ${number} holds.` };
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const earlierStep = error instanceof DoesNotHold ? error.earlierStep : undefined;
    if (!(error instanceof DoesNotHold)) {
      const reason = describeError(error, refusedCalls);
      if (!reason) throw error;
      run.report.explanation(reason);
    }
    const standsOn = `Step ${number} was not tried: it stands on step ${earlierStep}.`;
    return { holds: false, text: earlierStep ? standsOn : `Step ${number} does not hold.` };
  } finally {
    Error.stackTraceLimit = depth;
    refusedCalls.stop();
  }
}
