import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../files/root';

const PROGRAM = path.join(ROOT, 'scripts/run.js');

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'workshop-killed-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

/**
 * Runs a command in the folder of the test, whose `.workshop` is empty.
 *
 * @param onOutput called, with all of the output so far, as often as there is more
 */
async function run(
  command: string,
  args: string[],
  onOutput: (child: ChildProcess, output: string) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, command, ...args], { cwd: directory });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
    onOutput(child, output);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output };
}

const killWhen = (pattern: RegExp) => (child: ChildProcess, output: string) => {
  if (pattern.test(output)) child.kill('SIGKILL');
};

test('when its reader is gone, the verification goes on to its end, and complains of nothing', async () => {
  const args = ['01', '--solutions', '--verbose', '--prefix', 'unread'];
  const { code, output } = await run('verify', args, (child) => child.stdout?.destroy());
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^ {2}Step 01\n/) });
  expect(output).not.toContain('EPIPE');

  const torn = await run('teardown', ['--prefix', 'unread']);
  expect(torn.output).toContain('removed: function unread-hello');
  expect(torn.output).not.toContain('Its lock is cleared');
}, 30_000);

test('after a kill -9 amidst the verification, a teardown finds and removes everything', async () => {
  const verify = ['02', '--solutions', '--verbose', '--prefix', 'killed'];
  const killed = await run('verify', verify, killWhen(/CreateRestApi/));
  expect(killed.signal).toBe('SIGKILL');

  const torn = await run('teardown', ['--prefix', 'killed']);
  expect(torn.output).toContain('removed: function killed-hello');
  expect(torn.output).toContain('nothing left');
  expect(torn.code).toBe(0);
}, 30_000);

test.each([
  ['the API is half made', /AddPermission/],
  ['the caller is being made', /CreateFunction \S+-caller/],
])('after a kill -9 when %s, the verification holds when run again', async (_, when) => {
  const verify = ['10', '--solutions', '--verbose', '--prefix', 'killed'];
  const killed = await run('verify', verify, killWhen(when));
  expect(killed.signal).toBe('SIGKILL');

  const again = await run('verify', verify);
  expect(again.output).toContain('Step 10 passes on local AWS.');
  expect(again.code).toBe(0);

  const torn = await run('teardown', ['--prefix', 'killed']);
  expect(torn.output).toContain('nothing left');
  expect(torn.code).toBe(0);
});
