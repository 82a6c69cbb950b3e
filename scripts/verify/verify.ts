import type { Bench } from './bench';
import { describeLearnersError } from './code';
import { DoesNotHold } from './report';
import { VERIFICATIONS } from './steps';

/**
 * Verifies the steps of these numbers, in their order, and stops at the first that does not hold.
 *
 * @param numbers such as `07`
 * @returns whether all of them hold
 * @throws what AWS refuses for reasons that are not the learner's, such as missing permissions
 */
export async function verifySteps(bench: Bench, numbers: string[]): Promise<boolean> {
  for (const number of numbers) {
    if (!(await verifyStep(bench, number))) return false;
  }
  return true;
}

async function verifyStep(bench: Bench, number: string): Promise<boolean> {
  const { session, code } = bench;
  const { output, kind, accountId, region, names } = session;
  const account = kind === 'live' ? `account ${accountId}` : 'local AWS';
  output.line(
    `Step ${number} on ${account}, ${region}, prefix ${names.prefix}, code in ${code.shelf}/`,
  );
  const holds = await run(bench, number);
  output.line();
  output.line(holds ? `Step ${number} holds.` : `Step ${number} does not hold.`);
  output.line();
  return holds;
}

async function run(bench: Bench, number: string): Promise<boolean> {
  try {
    await VERIFICATIONS.get(number)!(bench);
    return true;
  } catch (error) {
    if (error instanceof DoesNotHold) return false;
    const reason = describeLearnersError(error);
    if (!reason) throw error;
    bench.session.output.line();
    for (const line of reason) bench.session.output.line(`  ${line}`);
    return false;
  }
}
