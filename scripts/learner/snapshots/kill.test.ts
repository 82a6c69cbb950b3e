import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../../files/root';
import { keptTexts } from '../testing/kept-texts';

jest.setTimeout(60_000);

// They wait for the disk most of the time.
const AT_ONCE = 4;

let folder: string;
let child: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kill-'));
  child = path.join(folder, 'kill-child.js');
  buildSync({
    entryPoints: [path.join(__dirname, '../testing/kill-child.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    external: ['typescript'],
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Killed {
  /** Whether the operation came: if not, the command has run to its end. */
  struck: boolean;
  root: string;
  /** By file: what the learner may not lose. */
  own: [string, string][];
}

/** Runs a command in a process of its own, which is killed at an operation on the disk. */
async function kill(scenario: string, at: number): Promise<Killed> {
  // What it leaves behind is removed with the folder.
  const env = { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules'), TMPDIR: folder };
  const started = spawn(process.execPath, [child, scenario, String(at)], { env });
  let output = '';
  started.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const signal = await new Promise((resolve) => started.once('close', (_, by) => resolve(by)));
  const [line = ''] = output.split('\n');
  return { ...(JSON.parse(line) as Omit<Killed, 'struck'>), struck: signal === 'SIGKILL' };
}

test.each([
  ['reset', 2],
  ['restore', 12],
  ['update', 30],
])('loses nothing if kill -9 strikes %s, at one operation in %i', async (name, step) => {
  let killed = 0;
  for (let at = 1; ; at += step * AT_ONCE) {
    const places = Array.from({ length: AT_ONCE }, (_, index) => at + index * step);
    const ended = await Promise.all(places.map((place) => kill(name, place)));
    for (const { root, own } of ended) {
      for (const [file, text] of own) expect(keptTexts(root, file)).toContain(text);
    }
    killed += ended.filter(({ struck }) => struck).length;
    if (ended.some(({ struck }) => !struck)) break;
  }
  expect(killed).toBeGreaterThan(3);
});
