import { rmSync } from 'node:fs';
import path from 'node:path';
import { readSteps, type Step, stepNumbered } from '../steps';
import { lesson, type TemporaryWorkshop, temporaryWorkshop } from '../testing/temporary-workshop';
import { Checker } from './checker';
import type { Verdict } from './verdict';

jest.setTimeout(60_000);

const CHECK = `import { add } from './add';
describe('add', () => {
  test.each([[1, 2], [2, 3], [3, 4]])('adds one to %d', (number, sum) => {
    expect(add(number, 1)).toBe(sum);
  });
});
`;

const VECTOR_CHECK = `import { vectorNamed } from '../../scripts/sigv4/vectors';
import { add } from './add';
describe('add', () => {
  test('get-vanilla', () => {
    const vector = vectorNamed('get-vanilla');
    const text = vector.figures.header.stringToSign.replace('20150830T', '20150831T');
    expect(add(text)).toMatchVector(vector, 'header', 'string-to-sign');
  });
});
`;

const ENDLESS = 'export function add(a: number, b: number) {\n  for (;;);\n}';
const SOLVED = 'export const add = (a: number, b: number) => a + b;';

let workshop: TemporaryWorkshop;
let checker: Checker;
let step: Step;

beforeAll(() => {
  workshop = temporaryWorkshop();
  workshop.write('steps/01-add/README.md', lesson('Add'));
  learnerWrites(SOLVED);
  step = stepNumbered(readSteps(workshop.root), '01');
  checker = new Checker({ root: workshop.root });
});

afterAll(() => {
  checker.close();
  workshop.remove();
});

function learnerWrites(file: string, check = CHECK): void {
  workshop.write('steps/01-add/add.ts', file);
  workshop.write('steps/01-add/add.test.ts', check);
}

function verdictOn(file: string, check = CHECK): Promise<Verdict> {
  learnerWrites(file, check);
  return checker.check(step);
}

test('passes a step of which every case passes', async () => {
  const { finding, tally, output } = await verdictOn(SOLVED);
  expect(finding).toEqual({ kind: 'passed' });
  expect(tally).toEqual({ passed: 3, failed: 0, skipped: 0, total: 3 });
  expect(output).toEqual({ fromCase: [], others: [], lines: 0 });
});

test('takes an untouched function for the next thing to do', async () => {
  const { finding } = await verdictOn(
    'export function add(a: number) {\n  throw new Error("TODO add: add them up");\n}',
  );
  expect(finding).toEqual({
    kind: 'to-do',
    functionName: 'add',
    task: 'add them up',
    place: { file: 'steps/01-add/add.ts', line: 2 },
  });
});

test('has what is not begun wait behind a mistake in what is', async () => {
  const { finding, tally } = await verdictOn(
    '// mine\nexport function add(a: number) {\n  if (a < 2) throw new Error("TODO add: go on");\n  return 3;\n}',
  );
  expect(finding).toEqual({
    kind: 'failed',
    test: ['add', 'adds one to 3'],
    message: expect.stringMatching(/^expect\(received\)[\s\S]*Expected: 4\nReceived: 3$/),
    mismatch: undefined,
    group: { passed: ['adds one to 2'], failed: [] },
    // A wrong value is thrown by nobody: the function that returned it is here.
    place: { file: 'steps/01-add/add.ts', line: 2 },
  });
  expect(tally).toEqual({ passed: 1, failed: 2, skipped: 0, total: 3 });
});

test('has the first difference from a vector as text and as data', async () => {
  const { finding } = await verdictOn('export const add = (text: string) => text;', VECTOR_CHECK);
  expect(finding).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('string to sign, line 2: timestamp\n  expected  20150830T'),
    mismatch: {
      vector: 'get-vanilla',
      mode: 'header',
      difference: { part: 'timestamp', line: 2, column: 8, actual: '20150831T123600Z' },
    },
  });
});

test('says where the learner’s code throws, and what the failed case printed', async () => {
  const { finding, output } = await verdictOn(
    [
      'export function add(a: number, b: number) {',
      '  console.log("adding", { a, b });',
      '  process.stdout.write("raw\\n");',
      '  if (a === 2) throw new TypeError("not two");',
      '  return a + b;',
      '}',
    ].join('\n'),
  );
  expect(finding).toEqual({
    kind: 'failed',
    test: ['add', 'adds one to 2'],
    message: 'TypeError: not two',
    mismatch: undefined,
    group: { passed: ['adds one to 1', 'adds one to 3'], failed: [] },
    place: { file: 'steps/01-add/add.ts', line: 4 },
  });
  expect(output).toEqual({
    fromCase: ['adding { a: 2, b: 1 }'],
    others: ['adding { a: 1, b: 1 }', 'adding { a: 3, b: 1 }', 'raw', 'raw', 'raw'],
    lines: 6,
  });
});

test('shows a syntax error in its line', async () => {
  const { finding } = await verdictOn('export function add(a: number) {\n  return a + ;\n}');
  expect(finding).toMatchObject({
    kind: 'not-loaded',
    message: expect.stringMatching(/add\.ts:2:14.*Expression expected[\s\S]*2 +return a \+ ;\n +~/),
    place: { file: 'steps/01-add/add.ts', line: 2 },
  });
});

test('shows an error that only compiled code has', async () => {
  const { finding } = await verdictOn('export function add(a: number) {\n  return await a;\n}');
  expect(finding).toMatchObject({
    kind: 'not-loaded',
    message: expect.stringMatching(
      /^steps\/01-add\/add\.ts, compiled to JavaScript:[\s\S]*SyntaxError: await is only valid/,
    ),
  });
});

test('shows an error thrown at import, without frames that are not the learner’s', async () => {
  const { finding } = await verdictOn('\nthrow new Error("at import");\nexport const add = 1;');
  expect(finding).toMatchObject({
    kind: 'not-loaded',
    message: expect.stringContaining('at import'),
    place: { file: 'steps/01-add/add.ts', line: 2 },
  });
  expect(JSON.stringify(finding)).not.toMatch(/node_modules|add\.test\.ts/);
});

test('names a module that does not exist and who imports it, and nothing of how it was loaded', async () => {
  const text =
    "import { add } from 'node:assert';\nimport { sum } from 'addd';\nexport { add, sum };";
  const { finding } = await verdictOn(text);
  expect(finding).toEqual({
    kind: 'not-loaded',
    message: expect.stringMatching(
      /^Cannot find module 'addd', which steps\/01-add\/add\.ts imports\.\n\n.*1 \|[\s\S]*> 2 \| import \{ sum[\s\S]*\n +\| \^\n[^\n]*$/,
    ),
    place: { file: 'steps/01-add/add.ts', line: 2 },
  });
});

test('names a function that is not exported', async () => {
  const { finding } = await verdictOn('function add(a: number) {\n  return a;\n}\nexport {};');
  expect(finding).toMatchObject({
    kind: 'failed',
    message: 'add.ts exports no function add. Was it renamed, or lost its `export`?',
    place: { file: 'steps/01-add/add.ts', line: 1 },
  });
});

test('says how a file that is missing comes back: one of the learner, or the check', async () => {
  workshop.write('solutions/01-add/add.ts', SOLVED);
  rmSync(path.join(workshop.root, 'steps/01-add/add.ts'));
  expect((await checker.check(step)).finding).toEqual({
    kind: 'missing-file',
    file: 'steps/01-add/add.ts',
    remedy: expect.stringContaining('`npm run workshop -- reset 01` restores the original'),
  });
  rmSync(step.check);
  expect((await checker.check(step)).finding).toEqual({
    kind: 'missing-file',
    file: 'steps/01-add/add.test.ts',
    remedy: expect.stringContaining('git checkout -- steps/01-add/add.test.ts'),
  });
});

test('survives code that ends its process', async () => {
  const { finding, output } = await verdictOn('export function add() {\n  process.exit(3);\n}');
  expect(finding).toEqual({ kind: 'ended', test: 'add › adds one to 1', how: 'exit code 3' });
  expect(output.others.join('\n')).toContain('process.exit called with "3"');
});

test.each([
  [
    'a check with a skipped case',
    "it('runs', () => {});\nit.skip('does not', () => {});",
    'skipped',
  ],
  ['a check without a test', "import './add';", 'no-tests'],
])('does not take %s for a pass', async (_, check, kind) => {
  const { finding } = await verdictOn(SOLVED, check);
  expect(finding).toEqual({ kind });
});

test('stops what never ends, and says in which case', async () => {
  const impatient = new Checker({ root: workshop.root, timeLimit: 1000 });
  try {
    learnerWrites(ENDLESS);
    const { finding } = await impatient.check(step);
    expect(finding).toEqual({
      kind: 'timed-out',
      test: 'add › adds one to 1',
      seconds: 1,
      place: { file: 'steps/01-add/add.ts', line: 1 },
    });
  } finally {
    impatient.close();
  }
});

test('gives up a check on request, and is ready for the next one', async () => {
  const abort = new AbortController();
  learnerWrites(ENDLESS);
  const endless = checker.check(step, abort.signal);
  abort.abort(new Error('saved again'));
  await expect(endless).rejects.toThrow('saved again');
  const { finding } = await verdictOn(SOLVED);
  expect(finding.kind).toBe('passed');
});

test('says what to do if a package that runs the checks is missing', async () => {
  workshop.write('broken/jest.config.js', "require('no-such-package');");
  const broken = new Checker({ root: path.join(workshop.root, 'broken') });
  try {
    await expect(broken.check(step)).rejects.toThrow(
      /^node_modules is incomplete: no-such-package is missing\. Run npm ci/,
    );
  } finally {
    broken.close();
  }
});

test('says what is wrong if no check can be run at all', async () => {
  const elsewhere = new Checker({ root: path.join(workshop.root, 'steps') });
  try {
    await expect(elsewhere.check(step)).rejects.toThrow(
      /could not begin \(exit code 1\)[\s\S]*jest\.config\.js/,
    );
  } finally {
    elsewhere.close();
  }
});
