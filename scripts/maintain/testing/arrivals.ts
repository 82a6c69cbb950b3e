import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ROOT } from '../../files/root';
import { readSteps, type Step } from '../../learner/steps';
import {
  type TemporaryWorkshop,
  temporaryWorkshop,
} from '../../learner/testing/temporary-workshop';

/** A learner who has finished all steps before one, and has come to that one. */
export interface Arrival {
  /** By which it is known among others. */
  name: string;
  step: Step;
  /** What the learner has of the step's files: name and text. */
  files: [name: string, text: string][];
  /** What the names of the cases begin with that are run, to the first failure; all if left out. */
  headings?: string[];
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
 * Checks what learners have, each in a folder of its own. Nothing of what is in steps/ is used
 * but the checks.
 *
 * @returns the cases of each one's check, by the arrival's name
 */
export async function checkArrivals(arrivals: Arrival[]): Promise<Map<string, ReportedCase[]>> {
  const workshop = temporaryWorkshop();
  try {
    for (const step of readSteps()) {
      const there = arrivals.filter((arrival) => arrival.step.id === step.id);
      if (there.length === 0) continue;
      const check = compiledCheckOf(step);
      for (const arrival of there) layOut(arrival, check, workshop);
      workshop.write(`checks/${step.id}.test.js`, checksAt(step, there));
    }
    workshop.write('jest.config.js', configFor(arrivals));
    return await runChecks(workshop);
  } finally {
    workshop.remove();
  }
}

/** Lays out one learner's folder: `arrivals/<name>/steps/…`, with links to what is finished. */
function layOut(
  { name, step, files }: Arrival,
  check: string,
  { root, write }: TemporaryWorkshop,
): void {
  const learner = path.join('arrivals', name);
  const link = (target: string, place: string) =>
    symlinkSync(target, path.join(root, learner, place), 'junction');
  for (const [file, text] of files) write(path.join(learner, 'steps', step.id, file), text);
  write(path.join(learner, 'steps', step.id, CHECK), check);
  for (const { id } of earlierThan(step)) {
    link(path.join(ROOT, 'solutions', id), path.join('steps', id));
  }
  link(path.join(ROOT, 'scripts'), 'scripts');
}

const CHECK = 'check.test.js';

/** A step's check in JavaScript: made once, and not by Jest in each learner's folder. */
function compiledCheckOf({ check }: Step): string {
  const text = readFileSync(check, 'utf8');
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2023,
    esModuleInterop: true,
  };
  return transpileModule(text, { compilerOptions }).outputText;
}

const earlierThan = (step: Step) => readSteps().filter(({ id }) => id < step.id);

/** What is in each file that Jest runs: every check in it starts with an empty memory. */
const PREAMBLE = `const { startOver } = require(${JSON.stringify(path.join(ROOT, 'scripts/jest/name-mistake'))});
const { forgetPrinted } = require(${JSON.stringify(path.join(ROOT, 'scripts/jest/guard-secrets'))});
function check(name, load) {
  describe(name, () => {
    beforeAll(() => {
      startOver();
      forgetPrinted();
    });
    try {
      load();
    } catch (error) {
      test('loads', () => { throw error; });
    }
  });
}
`;

/** All arrivals at a step in one file: what their checks share is compiled and loaded once. */
function checksAt(step: Step, arrivals: Arrival[]): string {
  const checks = arrivals.map(({ name }) => {
    const file = ['..', 'arrivals', name, 'steps', step.id, CHECK].join('/');
    return `check(${JSON.stringify(name)}, () => require(${JSON.stringify(file)}));`;
  });
  return [PREAMBLE, ...checks, ''].join('\n');
}

const configFor = (arrivals: Arrival[]) => `
const { projects } = require(${JSON.stringify(path.join(ROOT, 'jest.config.js'))});
const steps = projects.find(({ displayName }) => displayName === 'steps');
module.exports = {
  ...steps,
  rootDir: __dirname,
  roots: ['<rootDir>/checks'],
  testMatch: ['<rootDir>/checks/*.test.js'],
  testEnvironment: '<rootDir>/scripts/maintain/testing/first-failure-environment.js',
  testEnvironmentOptions: { headings: ${JSON.stringify(headingsOf(arrivals))} },
};
`;

function headingsOf(arrivals: Arrival[]): Record<string, string[] | undefined> {
  return Object.fromEntries(arrivals.map(({ name, headings }) => [name, headings]));
}

async function runChecks({ root }: TemporaryWorkshop): Promise<Map<string, ReportedCase[]>> {
  const report = path.join(root, 'report.json');
  const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
  const said = await run([jest, '--runInBand', '--json', '--outputFile', report], root);
  if (!existsSync(report)) throw new Error(`Jest did not run the checks.\n${said}`);
  const { testResults }: { testResults: { assertionResults: NestedCase[]; message: string }[] } =
    JSON.parse(readFileSync(report, 'utf8'));
  const cases = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (cases.length === 0)
    throw new Error(`Jest did not run the checks.\n${testResults[0]?.message}`);
  return byArrival(cases);
}

/** A case as it is reported, below the name of its arrival. */
interface NestedCase extends ReportedCase {
  ancestorTitles: string[];
}

function byArrival(cases: NestedCase[]): Map<string, ReportedCase[]> {
  const found = new Map<string, ReportedCase[]>();
  for (const { ancestorTitles, fullName, ...rest } of cases) {
    const [arrival = ''] = ancestorTitles;
    const own = found.get(arrival) ?? [];
    own.push({ ...rest, fullName: fullName.slice(arrival.length + 1) });
    found.set(arrival, own);
  }
  return found;
}

/** Runs Node until it ends, however it ends. @returns what it wrote to its error output */
function run(args: string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 2 ** 28 }, (_, __, stderr) =>
      resolve(stderr),
    );
  });
}
