import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { runCLI } from 'jest';
import { type CheckRequest, LOADING_LIMIT, tell } from './messages';

// A process that checks one step, once. It loads Jest and TypeScript before it is asked to, so that
// the verdict follows the question at once; being new, it knows nothing of an earlier check.

type JestConfig = Record<string, unknown> & { displayName?: string };

const here = (file: string) => path.join(__dirname, file);

async function main(root: string): Promise<void> {
  // Jest reads the source maps of what it runs itself; twice takes a while.
  process.setSourceMapsEnabled(false);
  process.on('disconnect', () => process.exit());
  let isAsked = false;
  const request = new Promise<CheckRequest>((resolve) => process.once('message', resolve));
  request.then(() => {
    isAsked = true;
  });
  const config = stepsConfig(root);
  // Whoever asked before this process was ready would wait for the warming up in vain.
  await setImmediate();
  if (!isAsked) await warmUp(config);
  await check(config, await request);
  process.exit();
}

/** The Jest project that the learner's files are checked in. */
function stepsConfig(root: string): JestConfig {
  const { projects }: { projects: JestConfig[] } = require(path.join(root, 'jest.config.js'));
  const steps = projects.find(({ displayName }) => displayName === 'steps');
  if (!steps) throw new Error('jest.config.js has no project "steps".');
  return { ...steps, rootDir: root, displayName: undefined };
}

async function warmUp(steps: JestConfig): Promise<void> {
  const file = here('warm-up.ts');
  // By TypeScript, and without the cache, so that it is loaded and does some work.
  const transform = { '\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.json' }] };
  const config = { ...steps, transform, roots: [__dirname], testMatch: [file], reporters: [] };
  await run(file, config, { cache: false });
}

async function check(steps: JestConfig, request: CheckRequest): Promise<void> {
  endAfter(LOADING_LIMIT + request.timeLimit + 1000);
  await tell({ type: 'started' });
  const setup = steps.setupFilesAfterEnv as string[];
  await run(request.check, {
    ...steps,
    setupFilesAfterEnv: [...setup, here('prepare-console.ts')],
    reporters: [[here('verdict-reporter.ts'), request]],
  });
}

async function run(file: string, config: JestConfig, options: object = {}): Promise<void> {
  const { rootDir } = config;
  await runCLI(
    {
      ...options,
      config: JSON.stringify(config),
      runTestsByPath: true,
      runInBand: true,
      watchman: false,
      // Keeps what is printed for the reporter instead of printing it.
      verbose: false,
      ci: true,
      _: [file],
      $0: 'jest',
    },
    [String(rootDir)],
  );
}

/**
 * Ends this process for certain, even if it never comes out of a loop and nobody is left to end it:
 * a thread of its own counts the time.
 */
function endAfter(milliseconds: number): void {
  const timer = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${milliseconds})`;
  new Worker(timer, { eval: true, execArgv: [] }).unref();
}

void main(process.argv[2] ?? '');
