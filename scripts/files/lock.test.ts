import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { isRunning, lockOwner, takeLock } from './lock';

/** More than any system gives to a process. */
const NO_PROCESS = 2 ** 22 + 1;
const RACERS = 3;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
  file = path.join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('is held by this process until it is released', () => {
  const lock = takeLock(file);
  expect(lockOwner(file)).toBe(process.pid);
  expect(() => takeLock(file)).toThrow(`Process ${process.pid} holds ${file}.`);
  lock.release();
  expect(lockOwner(file)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test('is respected if another process that runs holds it', () => {
  writeFileSync(file, String(process.ppid));
  expect(() => takeLock(file)).toThrow(`Process ${process.ppid} holds ${file}.`);
});

test.each([
  ['of a process that is gone', String(NO_PROCESS)],
  ['that names no process', ''],
  ['with another text', 'x'],
])('is taken over if it is one %s', (_, text) => {
  writeFileSync(file, text);
  expect(lockOwner(file)).toBeUndefined();
  expect(takeLock(file).wasLeftBehind).toBe(true);
  expect(lockOwner(file)).toBe(process.pid);
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('is taken over although a process was killed while it did so', () => {
  writeFileSync(file, String(NO_PROCESS));
  writeFileSync(`${file}.${NO_PROCESS}`, String(NO_PROCESS));
  expect(takeLock(file).wasLeftBehind).toBe(true);
  expect(readdirSync(folder)).toEqual(['lock']);
});

test('is not taken over while another process that runs does so', () => {
  writeFileSync(file, String(NO_PROCESS));
  writeFileSync(`${file}.${NO_PROCESS}`, String(process.ppid));
  expect(() => takeLock(file)).toThrow(`Process ${process.ppid} holds`);
});

test('that was left behind is taken over by one of many processes', async () => {
  const files = Array.from({ length: 25 }, (_, round) => path.join(folder, String(round)));
  for (const each of files) writeFileSync(each, String(NO_PROCESS));
  const racers = Array.from({ length: RACERS }, () => startRacer(files));
  await Promise.all(racers.map((racer) => nextLine(racer)));

  const soon = Date.now() + 20;
  for (const racer of racers) racer.stdin.write(String(soon));
  const taken = await Promise.all(racers.map((racer) => nextLine(racer)));
  for (const racer of racers) racer.stdin.end();
  await Promise.all(racers.map((racer) => once(racer, 'close')));

  expect(taken.flatMap((line) => JSON.parse(line) as string[]).sort()).toEqual([...files].sort());
});

function startRacer(files: string[]): ChildProcessWithoutNullStreams {
  const script = path.join(folder, 'racer.js');
  const entryPoints = [path.join(__dirname, 'testing/lock-racer.ts')];
  if (!existsSync(script)) {
    buildSync({ entryPoints, outfile: script, bundle: true, platform: 'node', logLevel: 'error' });
  }
  return spawn(process.execPath, [script, ...files]);
}

async function nextLine(racer: ChildProcessWithoutNullStreams): Promise<string> {
  const [chunk] = await Promise.race([once(racer.stdout, 'data'), once(racer.stderr, 'data')]);
  return String(chunk);
}

test('a process runs or does not', () => {
  expect([process.pid, NO_PROCESS, 0, -1, Number.NaN].map(isRunning)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
