import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../files/root';

let folder: string;

const inFolder = (...names: string[]) => path.join(folder, ...names);
const pack = () => inFolder('.workshop', 'typescript.pack');

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pack-'));
  mkdirSync(inFolder('scripts'));
  copyFileSync(path.join(ROOT, 'scripts/typescript.js'), inFolder('scripts/typescript.js'));
  symlinkSync(path.join(ROOT, 'node_modules'), inFolder('node_modules'), 'junction');
});

beforeEach(() => rmSync(inFolder('.workshop'), { recursive: true, force: true }));

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Compiles files in a process of its own, and tells what it got, and whether esbuild was needed. */
const PROGRAM = `
  const { readFileSync } = require('node:fs');
  const { compile } = require('./scripts/typescript.js');
  const codes = process.argv.slice(1).map((file) => compile(require('node:path').resolve(file), readFileSync(file, 'utf8')));
  const isMade = Object.keys(require.cache).some((file) => /esbuild.lib/.test(file));
  console.log(JSON.stringify({ code: codes.join('\\n').replace(/\\/\\/# sourceMappingURL.*/g, ''), isMade }));
`;

async function compiled(...files: string[]): Promise<{ code: string; isMade: boolean }> {
  const args = ['-e', PROGRAM, ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  return JSON.parse(stdout);
}

function write(file: string, name: string): void {
  writeFileSync(inFolder(file), `export const ${name}: number = 1;\n`);
}

test('keeps what was made, and makes again what has changed', async () => {
  write('a.ts', 'before');
  const first = await compiled('a.ts');
  expect(first).toEqual({ code: expect.stringContaining('before = 1'), isMade: true });
  expect(await compiled('a.ts')).toEqual({ ...first, isMade: false });
  write('a.ts', 'after');
  const changed = await compiled('a.ts');
  expect(changed).toEqual({ code: expect.stringContaining('after = 1'), isMade: true });
  expect(changed.code).not.toContain('before');
  expect(await compiled('a.ts')).toEqual({ ...changed, isMade: false });
});

test.each<[string, () => void]>([
  ['is cut off in its codes', () => truncateSync(pack(), readFileSync(pack()).length - 10)],
  ['is cut off in its first line', () => truncateSync(pack(), 20)],
  ['is of another maker', () => writeFileSync(pack(), '["another",[["a.ts","0",1]]]\n;')],
  ['is empty', () => truncateSync(pack(), 0)],
])('makes all again if the pack %s', async (_, damage) => {
  write('a.ts', 'whole');
  const first = await compiled('a.ts');
  damage();
  expect(await compiled('a.ts')).toEqual(first);
  expect(await compiled('a.ts')).toEqual({ ...first, isMade: false });
});

test('leaves a whole pack if processes save at the same time', async () => {
  const files = ['a.ts', 'b.ts', 'c.ts'];
  for (const [index, file] of files.entries()) write(file, `own${index}`);
  await Promise.all(files.map((file) => compiled(file)));
  expect(readdirSync(inFolder('.workshop'))).toEqual(['typescript.pack']);
  const all = await compiled(...files);
  expect(all.code).toMatch(/own0 = 1[\s\S]*own1 = 1[\s\S]*own2 = 1/);
  expect(await compiled(...files)).toEqual({ ...all, isMade: false });
});
