import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../files/root';
import { incompleteInstallation } from './installation';

test.each([
  ["Cannot find module 'commander'\nRequire stack: …", 'commander'],
  ["Cannot find package '@smithy/signature-v4' imported from …", '@smithy/signature-v4'],
  ["Cannot find module '@aws-sdk/core/httpAuthSchemes'", '@aws-sdk/core'],
  ['Module ts-jest in the transform option was not found.', 'ts-jest'],
  ['The package "@esbuild/linux-x64" could not be found, and is needed', '@esbuild/linux-x64'],
])('says what to do on: %s', (text, name) => {
  expect(incompleteInstallation(text)).toBe(
    `node_modules is incomplete: ${name} is missing. Run npm ci, then try again.`,
  );
});

test.each(["Cannot find module './mine'", "Cannot find module '/a/file.js'", 'Error: mine'])(
  'says nothing on: %s',
  (text) => expect(incompleteInstallation(text)).toBeUndefined(),
);

describe('is said in the place of a stack', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'installation-'));
    for (const file of [
      'run.js',
      'load-typescript.js',
      'typescript.js',
      'learner/installation.js',
    ]) {
      cpSync(path.join(ROOT, 'scripts', file), path.join(folder, 'scripts', file));
    }
    writeFileSync(path.join(folder, 'scripts/workshop.ts'), "import 'no-such-package';\n");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ['when a command cannot be loaded', true, 'no-such-package'],
    ['before npm ci', false, 'esbuild'],
  ])('%s', (_, isInstalled, missing) => {
    if (isInstalled) {
      const packages = path.join(folder, 'node_modules');
      symlinkSync(path.join(ROOT, 'node_modules'), packages, 'junction');
    }
    const program = path.join(folder, 'scripts/run.js');
    const { stderr, status } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
    expect(stderr).toBe(
      `node_modules is incomplete: ${missing} is missing. Run npm ci, then try again.\n`,
    );
    expect(status).toBe(2);
  });
});
