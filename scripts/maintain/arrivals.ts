import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';
import { readSteps, type Step } from '../learner/steps';
import { type TemporaryWorkshop, temporaryWorkshop } from '../learner/testing/temporary-workshop';

/** A learner who has finished all steps before one, and has come to that one. */
export interface Arrival {
  /** By which it is known among others. */
  name: string;
  step: Step;
  /** What the learner has of the step's files: name and text. */
  files: [name: string, text: string][];
}

/** A case of a check, as `jest --json` reports it. */
export interface ReportedCase {
  fullName: string;
  status: string;
  failureMessages: string[];
}

/** The finished files of a step: name and text. */
export function finishedFilesOf({ id }: Step): [name: string, text: string][] {
  const folder = path.join(ROOT, 'solutions', id);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
}

/**
 * Checks what learners have, each in a folder of its own. Nothing of what stands in steps/ is used
 * but the checks.
 *
 * @returns the cases of each one's check, by the arrival's name
 */
export async function checkArrivals(arrivals: Arrival[]): Promise<Map<string, ReportedCase[]>> {
  const steps = readSteps();
  const workshop = temporaryWorkshop();
  try {
    for (const arrival of arrivals) {
      const earlier = steps.filter(({ id }) => id < arrival.step.id);
      layOut(arrival, earlier, workshop);
    }
    return await runChecks(workshop);
  } finally {
    workshop.remove();
  }
}

/** Lays out one learner's folder: `arrivals/<name>/steps/…`. */
function layOut(
  { name, step, files }: Arrival,
  earlier: Step[],
  { root, write }: TemporaryWorkshop,
): void {
  const learner = path.join('arrivals', name);
  const all = [
    ...earlier.map((done) => [done, finishedFilesOf(done)] as const),
    [step, files] as const,
  ];
  for (const [{ id }, texts] of all) {
    for (const [file, text] of texts) write(path.join(learner, 'steps', id, file), text);
  }
  const check = path.join(learner, 'steps', step.id, path.basename(step.check));
  write(check, readFileSync(step.check, 'utf8'));
  symlinkSync(path.join(ROOT, 'scripts'), path.join(root, learner, 'scripts'), 'junction');
}

/** In one run of Jest, so that what the checks share is compiled once. */
const CONFIG = `const { projects } = require(${JSON.stringify(path.join(ROOT, 'jest.config.js'))});
const steps = projects.find(({ displayName }) => displayName === 'steps');
module.exports = {
  ...steps,
  rootDir: __dirname,
  roots: ['<rootDir>/arrivals'],
  testMatch: ['<rootDir>/arrivals/*/steps/*/*.test.ts'],
};
`;

async function runChecks({ root, write }: TemporaryWorkshop): Promise<Map<string, ReportedCase[]>> {
  write('jest.config.js', CONFIG);
  const report = path.join(root, 'report.json');
  const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
  const said = await run([jest, '--runInBand', '--json', '--outputFile', report], root);
  if (!existsSync(report)) throw new Error(`Jest did not run the checks.\n${said}`);
  const { testResults }: { testResults: { name: string; assertionResults: ReportedCase[] }[] } =
    JSON.parse(readFileSync(report, 'utf8'));
  return new Map(
    testResults.map(({ name, assertionResults }) => [
      path.relative(path.join(root, 'arrivals'), name).split(path.sep)[0] ?? '',
      assertionResults,
    ]),
  );
}

/** Runs Node until it ends, however it ends. @returns what it wrote to its error output */
function run(args: string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 28 }, (_, __, stderr) =>
      resolve(stderr),
    );
  });
}
