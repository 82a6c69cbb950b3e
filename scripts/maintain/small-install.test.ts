import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../files/root';

// What learners and instructors run needs nothing that `npm ci --omit=dev` leaves out.

jest.setTimeout(300_000);

interface Lock {
  packages: Record<string, { dev?: boolean }>;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'small-install-'));
  for (const name of ['scripts', 'fixtures', 'steps', 'solutions']) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  // As it is when all steps are done.
  cpSync(path.join(ROOT, 'solutions'), path.join(folder, 'steps'), { recursive: true });
  for (const name of ['package.json', 'jest.config.js', 'tsconfig.json']) {
    cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  // What was made of the same files already need not be made again.
  const pack = path.join('.workshop', 'typescript.pack');
  if (existsSync(path.join(ROOT, pack))) cpSync(path.join(ROOT, pack), path.join(folder, pack));
  for (const name of productionPackages()) {
    const link = path.join(folder, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, name), link, 'junction');
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Such as `node_modules/jest`; each brings its own nested ones along. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(
    readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
  ) as Lock;
  return Object.entries(packages)
    .filter(([name, { dev }]) => !dev && /^node_modules\/(?!.*\/node_modules\/)/.test(name))
    .map(([name]) => name)
    .filter((name) => existsSync(path.join(ROOT, name)));
}

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const command = [path.join(folder, 'scripts/run.js'), ...args];
    const child = execFile(process.execPath, command, { cwd: folder }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}

test('leaves out what only maintainers run', () => {
  expect(existsSync(path.join(folder, 'node_modules/@biomejs/biome'))).toBe(false);
  expect(existsSync(path.join(folder, 'node_modules/aws4'))).toBe(false);
});

test.each([
  [['doctor'], /packages/],
  [['check', '01'], /Step 01 passes/],
  [['start', '04'], /The workshop: \d of 10 steps done[\s\S]*Step 04 passes/],
  [['verify', '02'], /Step 02 passes/],
  [['demo'], /api_response is 200/],
  [['check-signer', '--module', 'scripts/check-signer/examples/javascript/smithy.mjs'], /76 of 76/],
  [['report', '--output', 'reports/one.json'], /Your report/],
  [['class', 'reports'], /1 learner/],
])('%j', async (args, said) => {
  const { code, output } = await run(...args);
  expect(output).toMatch(said);
  expect(code).toBe(0);
});
