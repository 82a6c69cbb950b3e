import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(__dirname, '../..');
// As a loader, tsx runs the script in the very process that is killed.
const TSX = pathToFileURL(require.resolve('tsx')).href;

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

/** Runs a script in the folder of the test, whose `.workshop` is empty. */
async function run(script: string, args: string[], killWhen?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', TSX, path.join(ROOT, script), ...args], {
    cwd: directory,
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
    if (killWhen?.test(output)) child.kill('SIGKILL');
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output };
}

test('after a kill -9 amidst the verification, a teardown finds and removes everything', async () => {
  const verify = ['02', '--solutions', '--prefix', 'killed'];
  const killed = await run('scripts/verify/main.ts', verify, /CreateRestApi/);
  expect(killed.signal).toBe('SIGKILL');

  const torn = await run('scripts/aws/teardown/main.ts', ['--prefix', 'killed']);
  expect(torn.output).toContain('Remove function killed-hello');
  expect(torn.output).toContain('nothing left');
  expect(torn.code).toBe(0);
}, 30_000);

test.each([
  ['the API is half made', /AddPermission/],
  ['the caller is being made', /CreateFunction \S+-caller/],
])('after a kill -9 when %s, the verification holds when run again', async (_, killWhen) => {
  const verify = ['10', '--solutions', '--prefix', 'killed'];
  const killed = await run('scripts/verify/main.ts', verify, killWhen);
  expect(killed.signal).toBe('SIGKILL');

  const again = await run('scripts/verify/main.ts', verify);
  expect(again.output).toContain('Step 10 holds.');
  expect(again.code).toBe(0);

  const torn = await run('scripts/aws/teardown/main.ts', ['--prefix', 'killed']);
  expect(torn.output).toContain('nothing left');
  expect(torn.code).toBe(0);
});
