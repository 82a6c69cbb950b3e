import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SignerReport } from '../check-signer/report/report';
import { Signers } from '../check-signer/testing/signers';

const signers = new Signers();
afterAll(() => signers.remove());

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as npm does. */
function checkSigner(...args: string[]): Promise<Run> {
  const command = [path.join(__dirname, '../run.js'), 'check-signer', ...args];
  const env = { ...process.env, npm_lifecycle_event: 'check-signer', INIT_CWD: signers.directory };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const ONE = ['--only', 'get-vanilla', '--mode', 'header'];
const RIGHT = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';

/** A module that gives one signature to all, named as from where npm was called. */
function relativeModule(signature: string): string {
  const program = signers.module(`export const sign = () => ({ signature: '${signature}' });`);
  if (program.kind !== 'module') throw new Error('A module was expected.');
  return `./${path.basename(program.file)}`;
}

describe('npm run check-signer', () => {
  test('exits with 0 if all passes; paths begin where npm was called', async () => {
    const args = ['--module', relativeModule(RIGHT), ...ONE, '--json', '--junit', 'out/report.xml'];
    const { code, stdout, stderr } = await checkSigner(...args);
    const made = path.join(signers.directory, 'out');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `Made the folder ${made} for the file of --junit.\n`,
    });
    expect(JSON.parse(stdout) as SignerReport).toMatchObject({ schema: 1, total: 1, passed: 1 });
    const junit = readFileSync(path.join(signers.directory, 'out/report.xml'), 'utf8');
    expect(junit).toContain('<testcase classname="header.plain" name="get-vanilla" time=');
  });

  test('exits with 1 if a case fails, and reports in plain text', async () => {
    const { code, stdout } = await checkSigner(
      '--module',
      relativeModule(RIGHT.toUpperCase()),
      ...ONE,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('0 of 1 pass, 1 fail.');
    expect(stdout).toContain('signature-uppercase');
    expect(stdout).not.toContain('\u001b');
  });

  test('shows with both sets what the signer makes of contested cases, and counts them in no total', async () => {
    const program = signers.module(`
      export const sign = ({ name }) =>
        name === 'header-connection' ? { signature: '${RIGHT}' } : { skip: 'not of interest' };`);
    if (program.kind !== 'module') throw new Error('A module was expected.');
    const options = ['--set', 'all', '--mode', 'header', '--json'];
    const { stdout } = await checkSigner('--module', program.file, ...options);
    const { total, contested } = JSON.parse(stdout) as SignerReport;
    expect(total).toBe(133);
    expect(contested).toHaveLength(15);
    expect(contested.find(({ name }) => name === 'header-connection')).toMatchObject({
      agreesWith: expect.arrayContaining([expect.stringMatching(/^botocore /)]),
      differsFrom: [expect.stringMatching(/^aws-crt /)],
    });
  });

  test('names a signer that reads the clock, from its signatures alone', async () => {
    const program = signers.module(`
      import { SignatureV4 } from '${require.resolve('@smithy/signature-v4').replaceAll('\\', '/')}';
      import { Sha256 } from '${require.resolve('@aws-crypto/sha256-js').replaceAll('\\', '/')}';
      export async function sign({ request, credentials, region, service }) {
        const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: false });
        const { method, path, headers } = request;
        const { headers: signed } = await signer.sign({
          method, path, protocol: 'https:', hostname: 'a', headers: Object.fromEntries(headers),
        });
        return { signature: signed.authorization.split('Signature=')[1] };
      }`);
    if (program.kind !== 'module') throw new Error('A module was expected.');
    const { stdout } = await checkSigner('--module', program.file, ...ONE, '--json');
    expect(JSON.parse(stdout) as SignerReport).toMatchObject({
      diagnosis: [{ mistakes: ['timestamp-from-clock'] }],
      cases: [{ firstDifference: null, reproducedDifference: { part: 'canonical-headers' } }],
    });
  });

  test('exits with 2 if the signer breaks off, and still reports', async () => {
    const { code, stdout } = await checkSigner(
      '--command',
      'no-such-signer-here',
      ...ONE,
      '--json',
    );
    expect(code).toBe(2);
    expect(JSON.parse(stdout) as SignerReport).toMatchObject({
      errored: 1,
      fault: { kind: 'could-not-start', case: { name: 'get-vanilla', mode: 'header' } },
    });
  });

  test.each([
    ['no signer', [], /No signer is named/],
    [
      'a JUnit file that is a folder',
      ['--command', 'a', '--junit', '.'],
      /cannot be written.*a folder.*\nName/s,
    ],
    [
      'a limit that is not a number',
      ['--command', 'a', '--timeout', '5s'],
      /number of milliseconds/,
    ],
  ])('exits with 2 for %s, and prints nothing but why', async (_, args, why) => {
    const { code, stdout, stderr } = await checkSigner(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  });
});
