import { type AccountOptions, openSession, refuseOtherRegion } from '../account/session';
import { ROOT } from '../files/root';
import { CannotRun } from '../terminal/cannot-run';
import { type Output, outputTo } from '../terminal/output';
import type { ReportBlock, ScreenReport } from '../terminal/report/report';
import { count } from '../terminal/words';
import { accountChecks, checksWithoutSession, sessionFailure } from './account';
import type { Check } from './check';
import { classLine, type TitledResult } from './class-line';
import { compareClock } from './clock';
import { machineChecks } from './machine';

/** `npm run workshop -- doctor`. */
export interface DoctorOptions extends AccountOptions {
  /** One line, for an instructor's list. */
  class?: boolean;
  /** Whose machine it is, in that line. */
  name?: string;
  /** One JSON object instead of a report for people. */
  json?: boolean;
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
  output: Output = outputTo(process.stdout, { isJson: options.json }),
): Promise<number> {
  if (!options.live) refuseOtherRegion(options.region);
  if (options.class) return sayInOneLine(options, output);
  if (options.name !== undefined) {
    throw new CannotRun("--name is for the line of an instructor's list: add --class.");
  }
  const found = [
    ...(await runChecks(machineChecks(ROOT), output)),
    ...(options.live
      ? await withAccountChecks(options, output, (checks) => runChecks(checks, output))
      : []),
  ];
  const report = doctorReport(found);
  output.report(report);
  return report.outcome === 'failed' ? 1 : 0;
}

/** What was found, the first failure at the head. */
export function doctorReport(found: TitledResult[]): ScreenReport {
  const failures = found.flatMap(({ title, finding }) =>
    finding.state === 'failed' ? [{ title, finding }] : [],
  );
  const [first] = failures;
  return {
    outcome: first ? 'failed' : 'ok',
    verdict: conclusion(found),
    mistake: first && {
      name: `${first.title}: ${first.finding.problem.split('\n')[0]}`,
      fix: first.finding.remedy,
    },
    body: found.map((result) => claimOf(result, result.title === first?.title)),
    next: first && 'run the doctor again',
  };
}

function conclusion(found: TitledResult[]): string {
  const failed = found.filter(({ finding }) => finding.state === 'failed').length;
  if (failed > 0) return `${count(failed, 'check')} of ${found.length} failed.`;
  return found.some(({ finding }) => finding.state === 'unknown')
    ? 'Everything is there, as far as it could be checked.'
    : 'Everything is there.';
}

function claimOf({ title, finding }: TitledResult, isFirst: boolean): ReportBlock {
  if (finding.state !== 'failed') {
    return { kind: 'claim', outcome: finding.state, text: `${title}: ${finding.detail}` };
  }
  const [problem = '', ...more] = finding.problem.split('\n');
  const evidence = [...more, ...(isFirst ? [] : [finding.remedy])];
  return {
    kind: 'claim',
    outcome: 'failed',
    text: isFirst ? title : `${title}: ${problem}`,
    evidence: evidence.map((text) => ({ kind: 'prose', text })),
  };
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

/** Runs all checks, one after the other, and tells in passing which. */
async function runChecks(checks: Check[], output: Output): Promise<TitledResult[]> {
  const found: TitledResult[] = [];
  for (const { title, run } of checks) {
    output.detail(`  ${title}`);
    found.push({ title, finding: await run() });
  }
  return found;
}
