import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { BundleError, bundle, bundleFunction, WITH_SOURCE_MAPS } from './bundle-function';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'bundle-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const written = path.join(directory, name);
  writeFileSync(written, text);
  return written;
}

test('a package holds all that the file imports, and is the same each time', async () => {
  file('greeting.ts', `export const GREETING: string = 'good morning';`);
  const entry = file('handler.ts', `export { GREETING as handler } from './greeting';`);
  const archive = await bundleFunction(entry);
  const text = new TextDecoder().decode(unzipSync(archive)['index.js']);
  expect(text).toContain('good morning');
  expect(text).not.toContain('./greeting');
  expect(await bundleFunction(entry)).toEqual(archive);
});

test('an error of the function is told by the line of the TypeScript file', async () => {
  const entry = file('handler.ts', 'interface A { a: 1 }\n\nexport const handler = () => boom();');
  const bundled = file('index.js', new TextDecoder().decode(await bundle(entry)));
  const run = `require(${JSON.stringify(bundled)}).handler()`;
  const { stderr } = spawnSync(process.execPath, ['-e', run], {
    env: { ...process.env, ...WITH_SOURCE_MAPS },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/handler\.ts:3:/);
});

test('a file that cannot be compiled is named with the place', async () => {
  const bundling = bundleFunction(file('handler.ts', 'export const handler = (;'));
  await expect(bundling).rejects.toThrow(BundleError);
  await expect(bundling).rejects.toThrow(/handler\.ts:1:25: /);
});
