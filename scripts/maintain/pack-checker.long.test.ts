import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SignerReport } from '../check-signer/report/report';
import { LANGUAGES } from '../check-signer/testing/languages';
import { ROOT } from '../files/root';
import { packChecker } from './pack-checker';

const MAX_BYTES = 300_000;

const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
const installed = path.join(folder, 'empty');
const packaged = path.join(installed, 'node_modules/signer-check');
let tarball = '';

function environment(): NodeJS.ProcessEnv {
  const { HOME, PATH, SystemRoot, TMPDIR, GOCACHE } = process.env;
  return { HOME, PATH, SystemRoot, TMPDIR, GOCACHE, npm_config_offline: 'true' };
}

/** As in the repository of somebody else: without network, and without what npm has told this process. */
function run(command: string, ...args: string[]) {
  const shell = process.platform === 'win32';
  return spawnSync(command, args, {
    cwd: installed,
    env: environment(),
    encoding: 'utf8',
    shell,
  });
}

function check(...args: string[]): { status: number | null; report: SignerReport } {
  const program = path.join(installed, 'node_modules/.bin/signer-check');
  const { status, stdout } = run(program, '--json', ...args);
  return { status, report: JSON.parse(stdout) };
}

beforeAll(() => {
  tarball = packChecker(folder);
  mkdirSync(installed);
  const { status, stderr } = run('npm', 'install', '--no-audit', '--no-fund', tarball);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('is small, and needs nothing else', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(MAX_BYTES);
  expect(
    readdirSync(path.join(installed, 'node_modules')).filter((name) => !name.startsWith('.')),
  ).toEqual(['signer-check']);
});

for (const { language, isAtHand, commandIn, isQuick } of LANGUAGES) {
  if (!isAtHand()) continue;
  test(`checks the adapter in ${language}`, () => {
    const only = isQuick ? [] : ['--only', 'get-vanilla', '--only', 'get-utf8'];
    const { status, report } = check(
      '--command',
      commandIn(path.join(packaged, 'examples')),
      '--timeout',
      '20000',
      ...only,
    );
    expect(status).toBe(0);
    expect(report).toMatchObject({ total: isQuick ? 76 : 4, passed: report.total, fault: null });
  });
}

test('checks a module in JavaScript, and names what it gets wrong', () => {
  const file = path.join(installed, 'signer.mjs');
  writeFileSync(
    file,
    `import vectors from './node_modules/signer-check/vectors/vectors.json' with { type: 'json' };
     export const sign = ({ name, mode }) => {
       const { expected } = vectors.cases.find((one) => one.name === name && one.mode === mode);
       return { signature: Buffer.from(expected.signature, 'hex').toString('base64') };
     };`,
  );
  const { status, report } = check('--module', './signer.mjs');
  expect(status).toBe(1);
  expect(report.diagnosis).toMatchObject([{ mistakes: ['signature-base64'], explains: 76 }]);
});

test('runs in the CI of another repository, by the action', () => {
  const script = path.join(ROOT, '.github/actions/check-signer/run.sh');
  const act = (inputs: Record<string, string>) =>
    spawnSync('bash', [script], {
      cwd: installed,
      env: {
        ...environment(),
        PACKAGE: tarball,
        GITHUB_STEP_SUMMARY: path.join(installed, 'summary.md'),
        ...inputs,
      },
      encoding: 'utf8',
    });
  const file = path.join(installed, 'action.mjs');
  writeFileSync(file, "export const sign = () => ({ signature: 'a b' });");
  const inputs = { MODULE: './action.mjs', ARGUMENTS: '--only get-vanilla --mode header' };
  const failing = act({ ...inputs, JUNIT: 'report.xml' });
  expect({ status: failing.status, stderr: failing.stderr }).toEqual({ status: 1, stderr: '' });
  expect(failing.stdout).toMatch(/^FAIL {2}0 of 1 pass/);
  const read = (name: string) => readFileSync(path.join(installed, name), 'utf8');
  expect(read('summary.md')).toBe('```\n' + failing.stdout + '```\n');
  expect(read('report.xml')).toContain('<failure');
  const accepting = act({
    ...inputs,
    ARGUMENTS: `${inputs.ARGUMENTS} --accept-current known.json`,
  });
  expect(accepting.status).toBe(0);
  const accepted = act({ ...inputs, ARGUMENTS: `${inputs.ARGUMENTS} --accept known.json` });
  expect(accepted.status).toBe(0);
});

test('tells in a sentence what is missing', () => {
  const { status, stderr } = run(path.join(installed, 'node_modules/.bin/signer-check'));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^No signer is named/);
});

test('holds vectors and links that are there', () => {
  const links = readFileSync(path.join(packaged, 'README.md'), 'utf8').matchAll(
    /\]\((?!https?:|#)([^)]+)\)/g,
  );
  const missing = Array.from(links, ([, link = '']) => link).filter(
    (link) => !statSync(path.join(packaged, link), { throwIfNoEntry: false }),
  );
  expect(missing).toEqual([]);
});
