import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { ROOT } from '../files/root';

jest.setTimeout(60_000);

const PROGRAM = path.join(ROOT, 'scripts/run.js');

function start(args: string[], nodeOptions: string[] = [], cwd = ROOT) {
  return spawn(process.execPath, [...nodeOptions, PROGRAM, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(...args: string[]) {
  const child = start(args);
  const [output, errors, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output, errors };
}

test('the help names every command that npm knows, and the README every command of the help', async () => {
  const { scripts } = require('../../package.json') as { scripts: Record<string, string> };
  const { code, output } = await run('--help');
  expect(code).toBe(0);
  for (const [, name] of Object.values(scripts)
    .join('\n')
    .matchAll(/scripts\/run\.js (\S+)/g)) {
    expect(output).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
  }

  // The README leaves out the maintainers' commands, and names npm's own `test`.
  const [forAll = ''] = output.split('Maintainers:');
  const [, commands = ''] = forAll.split('Steps:');
  const inHelp = [...commands.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const [, table = ''] = readme.split('\n## Commands\n');
  const row = /^\| `npm (?:run )?(?:workshop -- )?([a-z-]+)/gm;
  const inReadme = [...table.matchAll(row)].map(([, name]) => name);
  expect(inReadme.sort()).toEqual([...inHelp, 'test'].sort());
});

test.each([
  ['verify', 'npm run verify -- [options] [step]'],
  ['list', 'npm run workshop -- list [options]'],
])('the help of %s says how to call it', async (name, usage) => {
  const { code, output } = await run(name, '--help');
  expect(output).toContain(`Usage: ${usage}\n`);
  expect(code).toBe(0);
});

test('a mistyped command is told what may be meant', async () => {
  expect(await run('chek', '04')).toEqual({
    code: 2,
    output: '',
    errors: "error: unknown command 'chek'\n(Did you mean check?)\n",
  });
});

test('what a command does not know ends with exit code 2', async () => {
  const { code, errors } = await run('verify', '--life');
  expect(errors).toContain("unknown option '--life'");
  expect(code).toBe(2);
});

test('a step that there is not is told in a sentence', async () => {
  const { code, errors } = await run('check', '99');
  expect(errors).toMatch(/^\nThere is no step 99\. The steps are 01, .*\n$/);
  expect(code).toBe(2);
});

/** The files that a command loads. */
async function loadedBy(args: string[], cwd?: string): Promise<string[]> {
  const tellModules = path.join(__dirname, 'testing/tell-modules.js');
  const child = start(args, ['--require', tellModules], cwd);
  child.stdout.resume();
  const errors = await textOf(child.stderr);
  return JSON.parse(errors.trim().split('\n').at(-1) ?? '') as string[];
}

test.each([[['list']], [['--help']], [['chek']]])(
  '%j loads neither TypeScript, nor Jest, nor the SDK, nor local AWS',
  async (args) => {
    const loaded = await loadedBy(args);
    expect(loaded.length).toBeGreaterThan(20);
    const heavy =
      /node_modules\/(typescript|jest|@jest|@aws-sdk|@smithy|esbuild\/lib)|\/local-aws\/(?!.*commands)/;
    expect(loaded.filter((file) => heavy.test(file))).toEqual([]);
  },
);

test('the teardown does not load the catalogue of mistakes', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'teardown-'));
  const loaded = await loadedBy(['teardown'], directory);
  rmSync(directory, { recursive: true });
  expect(loaded.some((file) => file.includes('/account/teardown/'))).toBe(true);
  expect(loaded.filter((file) => /\/sigv4\/(mistakes|diagnosis)\//.test(file))).toEqual([]);
});

test('ends without a complaint when nobody reads on, as behind head', async () => {
  const child = start(['list']);
  child.stdout.destroy();
  const [complaints, [code]] = await Promise.all([textOf(child.stderr), once(child, 'close')]);
  expect({ complaints, code }).toEqual({ complaints: '', code: 0 });
});
