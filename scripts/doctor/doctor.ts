import { type AccountOptions, openSession, refuseOtherRegion } from '../account/session';
import { ROOT } from '../files/root';
import { CannotRun } from '../terminal/cannot-run';
import { type Output, outputTo } from '../terminal/output';
import { accountChecks, checksWithoutSession, sessionFailure } from './account';
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
 * `npm run workshop -- doctor`: checks whether everything exists that the workshop needs, on this
 * machine and, live, in the account.
 *
 * @returns the exit code: 0 everything is there, 1 something is not, and how to fix it is said
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
  const results = [
    ...(await runChecks(machineChecks(ROOT), output)),
    ...(options.live
      ? await withAccountChecks(options, output, (checks) => runChecks(checks, output))
      : []),
  ];
  output.line();
  output.line(conclusion(results));
  return results.some(({ state }) => state === 'failed') ? 1 : 0;
}

function conclusion(results: CheckResult[]): string {
  const has = (wanted: CheckResult['state']) => results.some(({ state }) => state === wanted);
  if (has('failed')) return 'Fix what has failed, and run this again.';
  return has('unknown')
    ? 'Everything is there, as far as it could be checked.'
    : 'Everything is there.';
}

/** All checks at the same time: a whole class waits for its slowest machine. */
async function sayInOneLine(options: DoctorOptions, output: Output): Promise<number> {
  const ofMachine = [
    ...machineChecks(ROOT),
    ...(options.live ? [] : [{ title: 'clock', run: () => compareClock() }]),
  ];
  const findings = [
    ...(await findAll(ofMachine)),
    ...(options.live ? await withAccountChecks(options, output, findAll) : []),
  ];
  output.line(classLine(findings, options.name));
  return findings.some(({ finding }) => finding.state === 'failed') ? 1 : 0;
}

function findAll(checks: Check[]): Promise<TitledResult[]> {
  return Promise.all(checks.map(async ({ title, run }) => ({ title, finding: await run() })));
}

/** Gives the checks of the account to what runs them, and closes the account then. */
async function withAccountChecks<T>(
  options: AccountOptions,
  output: Output,
  use: (checks: Check[]) => Promise<T>,
): Promise<T> {
  const opened = await openSession(options, output).catch(sessionFailure);
  if ('state' in opened) return use(checksWithoutSession(opened, options.region));
  try {
    return await use(accountChecks(opened));
  } finally {
    await opened.close();
  }
}

/** Runs all checks, one after the other, and shows what each has found. */
export async function runChecks(checks: Check[], output: Output): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { title, run } of checks) {
    const result = await run();
    show(title, result, output);
    results.push(result);
  }
  return results;
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
