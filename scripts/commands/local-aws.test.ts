import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let directory: string;
let started: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-aws-test-'));
  started = [];
});

afterEach(async () => {
  for (const child of started.filter(
    ({ exitCode, signalCode }) => exitCode === null && !signalCode,
  )) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the command in the test's directory. */
function run(...options: string[]) {
  const command = [join(__dirname, '../run.js'), 'local-aws', ...options];
  const child = spawn(process.execPath, command, { cwd: directory });
  started.push(child);
  let output = '';
  const outputMatching = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`It ended without ${pattern}: ${output}`)));
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return { child, outputMatching };
}

test('serves until it is interrupted, and keeps its state', async () => {
  const { child, outputMatching } = run('--port', '0');
  const [, url = ''] = await outputMatching(/listens on (http:\S+) /);
  expect((await fetch(`${url}/_workshop/requests`)).status).toBe(403);
  expect((await fetch(`${url}/nowhere?X-Amz-Security-Token=IQoJ`)).status).toBe(404);
  const [line] = await outputMatching(/FAIL .*\n +refused by: .*\n/);
  expect(line).toBe('FAIL  404 GET /nowhere\n    refused by: route\n');

  const second = run('--port', '0');
  await second.outputMatching(/already runs local AWS/);
  expect(await once(second.child, 'close')).toEqual([2, null]);

  child.kill('SIGINT');
  await outputMatching(/Local AWS has stopped/);
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(existsSync(join(directory, '.workshop', 'local-aws', 'state.json'))).toBe(true);
}, 20_000);

test('stops as well when nobody reads its output any more', async () => {
  const { child, outputMatching } = run('--port', '0');
  await outputMatching(/AWS_SECRET_ACCESS_KEY/);
  child.stdout.destroy();
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
}, 20_000);

test('says what is wrong with a port', async () => {
  const { child, outputMatching } = run('--port', 'many');
  await outputMatching(/A port is a number from 0 to 65535/);
  expect(await once(child, 'close')).toEqual([2, null]);
}, 20_000);
