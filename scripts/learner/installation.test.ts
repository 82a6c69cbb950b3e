import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
  (text) => expect(incompleteInstallation(text)).toBeNull(),
);

test('is said in the place of a stack when a command cannot be loaded', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'installation-'));
  const command = path.join(folder, 'command.ts');
  const guard = path.join(__dirname, 'installation-guard.ts');
  writeFileSync(command, `import ${JSON.stringify(guard)};\nimport 'no-such-package';\n`);
  const arguments_ = ['--require', require.resolve('tsx/cjs'), command];
  const { stderr, status } = spawnSync(process.execPath, arguments_, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe(
    'node_modules is incomplete: no-such-package is missing. Run npm ci, then try again.\n',
  );
  expect(status).toBe(2);
});
