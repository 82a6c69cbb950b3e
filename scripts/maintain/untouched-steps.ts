import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { exercisesOf, starterOf } from '../learner/starter';
import { ROOT, type Step } from '../learner/steps';
import { type TemporaryWorkshop, temporaryWorkshop } from '../learner/temporary-workshop';

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

/** What the untouched functions of a step throw. */
export function todosOf(step: Step): string[] {
  return finishedFilesOf(step).flatMap(([, text]) => exercisesOf(text).map(({ todo }) => todo));
}

/**
 * Checks each step as a learner finds it who has finished all before it, and written nothing of it.
 * Nothing of what stands in steps/ is used but the checks.
 *
 * @returns the cases of each step's check, by the step's id
 */
export async function checkUntouched(steps: Step[]): Promise<Map<string, ReportedCase[]>> {
  const workshop = temporaryWorkshop();
  try {
    for (const [index, step] of steps.entries()) arriveAt(step, steps.slice(0, index), workshop);
    return await runChecks(workshop);
  } finally {
    workshop.remove();
  }
}

/** Lays out one learner's folder: `arrivals/04-canonical-request/steps/…`. */
function arriveAt(step: Step, earlier: Step[], { root, write }: TemporaryWorkshop): void {
  const learner = path.join('arrivals', step.id);
  for (const done of earlier) {
    for (const [name, text] of finishedFilesOf(done)) {
      write(path.join(learner, 'steps', done.id, name), text);
    }
  }
  for (const [name, text] of finishedFilesOf(step)) {
    write(path.join(learner, 'steps', step.id, name), starterOf(text));
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
      path.basename(path.dirname(name)),
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
