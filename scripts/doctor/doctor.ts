import { type AccountOptions, openSession, refuseOtherRegion } from '../account/session';
import { ROOT } from '../files/root';
import { CannotRun } from '../terminal/cannot-run';
import { type Output, outputTo } from '../terminal/output';
import { accountChecks, sessionFailure } from './account';
import type { Check, CheckResult } from './check';
import { classLine, type TitledResult } from './class-line';
import { compareClock } from './clock';
import { machineChecks } from './machine';

/** `npm run workshop -- doctor`. */
export interface DoctorOptions extends AccountOptions {
  /** One line, for an instructor's list. */
  class?: boolean;
  /** Whose machine it is, in that line. */
  name?: string;
}

/**
 * `npm run workshop -- doctor`: looks whether everything is there that the workshop needs, on this
 * machine and, live, in the account.
 *
 * @returns the exit code: 0 everything is there, 1 something is not, and it is said how to mend it
 * @throws CannotRun for options that mean nothing together
 */
export async function doctorCommand(
  options: DoctorOptions,
  output: Output = outputTo(),
): Promise<number> {
  if (!options.live) refuseOtherRegion(options.region);
  if (options.class) return sayInOneLine(options, output);
  if (options.name !== undefined) {
    throw new CannotRun("--name is for the line of an instructor's list: add --class.");
  }
  const machine = await runChecks(machineChecks(ROOT), output);
  const account = options.live ? await examineAccount(options, output) : true;
  const isWell = machine && account;
  output.line();
  output.line(isWell ? 'Everything is there.' : 'Mend what has failed, and run this again.');
  return isWell ? 0 : 1;
}

/** All checks at the same time: a whole class waits for its slowest machine. */
async function sayInOneLine(options: DoctorOptions, output: Output): Promise<number> {
  const ofMachine = [
    ...machineChecks(ROOT),
    ...(options.live ? [] : [{ title: 'clock', run: () => compareClock() }]),
  ];
  const findings = [
    ...(await findAll(ofMachine)),
    ...(options.live ? await findInAccount(options, output) : []),
  ];
  output.line(classLine(findings, options.name));
  return findings.some(({ finding }) => finding.state === 'failed') ? 1 : 0;
}

function findAll(checks: Check[]): Promise<TitledResult[]> {
  return Promise.all(checks.map(async ({ title, run }) => ({ title, finding: await run() })));
}

async function findInAccount(options: AccountOptions, output: Output): Promise<TitledResult[]> {
  const opened = await openSession(options, output).catch(sessionFailure);
  if ('state' in opened) return [{ title: 'credentials', finding: opened }];
  return findAll(accountChecks(opened)).finally(() => opened.close());
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
  const findings: CheckResult[] = [];
  for (const { title, run } of checks) {
    const finding = await run();
    show(title, finding, output);
    findings.push(finding);
  }
  return findings.every(({ state }) => state !== 'failed');
}

function show(title: string, finding: CheckResult, output: Output): void {
  const head = `${finding.state.padEnd(8)} ${title}: `;
  if (finding.state !== 'failed') {
    output.line(`${head}${finding.detail}`);
    return;
  }
  const [problem, ...more] = finding.problem.split('\n');
  output.line(`${head}${problem}`);
  for (const line of [...more, finding.remedy]) output.line(`${' '.repeat(9)}${line}`);
}
