import path from 'node:path';
import { type Output, outputTo } from '../output/output';
import { type AccountOptions, openSession, refuseOtherRegion } from '../session';
import { accountChecks, sessionFailure } from './account';
import type { Check, Finding } from './finding';
import { machineChecks } from './machine';

const ROOT = path.resolve(__dirname, '../../..');

/**
 * `npm run workshop -- doctor`: looks whether everything is there that the workshop needs, on this
 * machine and, live, in the account.
 *
 * @returns the exit code: 0 everything is there, 1 something is not, and it is said how to mend it
 */
export async function doctorCommand(
  options: AccountOptions,
  output: Output = outputTo(),
): Promise<number> {
  if (!options.live) refuseOtherRegion(options.region);
  const machine = await runChecks(machineChecks(ROOT), output);
  const account = options.live ? await examineAccount(options, output) : true;
  const isWell = machine && account;
  output.line();
  output.line(isWell ? 'Everything is there.' : 'Mend what has failed, and run this again.');
  return isWell ? 0 : 1;
}

async function examineAccount(options: AccountOptions, output: Output): Promise<boolean> {
  const opened = await openSession(options, output).catch(sessionFailure);
  if ('state' in opened) {
    show('credentials', opened, output);
    return false;
  }
  try {
    return await runChecks(accountChecks(opened), output);
  } finally {
    await opened.close();
  }
}

/** Runs all checks, and shows what each has found. @returns whether none has failed */
export async function runChecks(checks: Check[], output: Output): Promise<boolean> {
  const findings: Finding[] = [];
  for (const { title, run } of checks) {
    const finding = await run();
    show(title, finding, output);
    findings.push(finding);
  }
  return findings.every(({ state }) => state !== 'failed');
}

function show(title: string, finding: Finding, output: Output): void {
  const head = `${finding.state.padEnd(8)} ${title}: `;
  if (finding.state !== 'failed') {
    output.line(`${head}${finding.detail}`);
    return;
  }
  output.line(`${head}${finding.problem}`);
  output.line(`${' '.repeat(9)}${finding.remedy}`);
}
