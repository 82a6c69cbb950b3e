import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import { plain } from '../../terminal/screen';
import type { Finding } from '../check/verdict';
import { readSteps, type Step } from '../steps';
import { lesson, type TemporaryWorkshop, temporaryWorkshop } from '../testing/temporary-workshop';
import { functionDiff } from './function-solution';
import { laddersFor, nextHint } from './ladder';

const SOLUTION = `import { log, table as show } from 'node:console';

/**
 * Doubles.
 *
 * @exercise double it
 */
export function double(a: number): number {
  return times(a, TWO);
}

/**
 * Halves.
 *
 * @exercise halve it
 */
export function half(a: number): number {
  show(a);
  return double(a) / TWO / TWO;
}

const TWO = 2;

function times(a: number, b: number): number {
  return a * b;
}
`;

const PSEUDO_CODE = '```\ndouble(a):    twice a\n              (a + a)\nhalf(a):\n  half of a\n```';
const MISTAKE = mistakeNamed('path-not-encoded');

let folder: TemporaryWorkshop;
let step: Step;

beforeEach(() => {
  folder = temporaryWorkshop();
  const text = lesson('The sum', ['Think.', 'Twice is how often?', 'Two halves.', PSEUDO_CODE])
    .replace('1. Hint', '1. Where to begin')
    .replace('2. Hint', '2. Doubling: <code>double</code>')
    .replace('3. Hint', '3. Halving: <code>half</code>')
    .replace('4. Hint', '4. Pseudo-code');
  folder.write('steps/04-sum/README.md', text);
  folder.write('steps/04-sum/sum.test.ts', '');
  folder.write(
    'steps/04-sum/sum.ts',
    'export function double(a: number): number {\n  return a;\n}\n',
  );
  folder.write('solutions/04-sum/sum.ts', SOLUTION);
  [step] = readSteps(folder.root) as [Step];
});

afterEach(() => folder.remove());

const page = () => ({ root: folder.root, style: plain });

function failedIn(group: string): Finding {
  return {
    kind: 'failed',
    test: [group, 'a case'],
    message: '',
    mismatch: undefined,
    group: { passed: [], failed: [] },
  };
}

/** The hints that follow one another as they are asked for, up to the last. */
function climb(finding: Finding | undefined, levels: Record<string, number> = {}): string[] {
  const ladders = laddersFor({ step, finding, mistakes: [] }, page());
  const next = nextHint(ladders, levels);
  if (!next) return [];
  const taken = { ...levels, [next.ladder.key]: next.level };
  return next.isLast ? [next.hint.title] : [next.hint.title, ...climb(finding, taken)];
}

test('goes from the nudge for a mistake over the rule to the function that is to be written', () => {
  const [ladder, ...others] = laddersFor(
    { step, finding: failedIn('double'), mistakes: [MISTAKE] },
    page(),
  );
  expect(others).toEqual([]);
  expect(ladder?.key).toBe(MISTAKE.id);
  const [nudge, rule, pseudoCode, solution] = ladder?.rungs ?? [];
  expect(nudge?.text).toBe(MISTAKE.hints[0]);
  expect(rule?.text).toContain(MISTAKE.specification.url);
  expect(pseudoCode?.text).toBe(MISTAKE.hints[2]);
  expect(solution?.text).toContain('-  return a;\n+  return times(a, TWO);');
});

test('says what the lesson says of the function that failed, and nothing of how to begin or others', () => {
  expect(climb(failedIn('double'))).toEqual(['Doubling', 'Pseudo-code', 'The solution of double']);
  const levels = { double: 3 };
  expect(climb(failedIn('half'), levels)).toEqual([
    'Halving',
    'Pseudo-code',
    'The solution of half',
  ]);
});

test('says how to begin where nothing is written yet', () => {
  const finding: Finding = { kind: 'to-do', functionName: 'half', task: 'x' };
  expect(climb(finding)).toEqual([
    'Where to begin',
    'Halving',
    'Pseudo-code',
    'The solution of half',
  ]);
});

test('looks behind a function that is as in the solution', () => {
  const [, half = ''] = /(export function half[\s\S]*?\n\})/.exec(SOLUTION) ?? [];
  const double = 'export function double(a: number): number {\n  return a;\n}\n';
  folder.write(
    'steps/04-sum/sum.ts',
    `${SOLUTION.split('\n')[0]}\n${double}${half}\nconst TWO = 2;\n`,
  );
  expect(climb(failedIn('half')).at(-1)).toBe('The solution of double');
});

test('takes the part that differs only where the function makes it', () => {
  const partOf = (group: string, part: string) => {
    const difference = { part };
    return { ...failedIn(group), mismatch: { difference } } as unknown as Finding;
  };
  expect(climb(partOf('double', 'half')).at(-1)).toBe('The solution of double');
  expect(climb(partOf('half', 'double')).at(-1)).toBe('The solution of double');
});

test('begins with the error where the language says what is wrong', () => {
  const thrown = { ...failedIn('double'), message: 'TypeError: x is not a function' } as Finding;
  expect(climb(thrown)).toEqual([
    'First make the function finish',
    'Pseudo-code',
    'The solution of double',
  ]);
  expect(climb({ kind: 'not-loaded', message: 'SyntaxError: x' })).toEqual([
    'First make the file load',
  ]);
});

test('gives what the lesson has where no function is in question', () => {
  expect(climb(undefined)).toEqual(['Where to begin', 'Doubling', 'Halving', 'Pseudo-code']);
});

test('stays at the last hint', () => {
  const ladders = laddersFor({ step, finding: failedIn('half'), mistakes: [] }, page());
  const next = nextHint(ladders, { half: 3 });
  expect(next).toMatchObject({ level: 3, isLast: true, hint: { title: 'The solution of half' } });
});

test('gives the pseudo-code of one function alone, without the columns of its table', () => {
  const pseudoCode = (group: string) =>
    laddersFor({ step, finding: failedIn(group), mistakes: [] }, page())[0]?.rungs[1]?.text;
  expect(pseudoCode('half')).toBe('```\nhalf(a):\n  half of a\n```');
  expect(pseudoCode('double')).toBe('```\ndouble(a): twice a\n           (a + a)\n```');
});

describe('the solution of one function', () => {
  test('has what it depends on and the learner’s file lacks, and nothing else', () => {
    const diff = functionDiff(step.id, 'double', page());
    expect(diff).toContain('+const TWO = 2;');
    expect(diff).toContain('+function times(');
    expect(diff).not.toContain('half');
  });

  test('has an import that the learner’s file lacks, or takes from elsewhere', () => {
    const wrong = SOLUTION.replace("table as show } from 'node:console'", "dir as show } from 'x'");
    folder.write('steps/04-sum/sum.ts', wrong);
    const diff = functionDiff(step.id, 'half', page());
    expect(diff).toContain(
      "-import { dir as show } from 'x';\n+import { table as show } from 'node:console';",
    );
    expect(diff).not.toContain('log');
  });

  test('is empty where nothing differs', () => {
    folder.write('steps/04-sum/sum.ts', SOLUTION);
    expect(functionDiff(step.id, 'double', page())).toBe('');
  });

  test('is all new where the learner has no such function', () => {
    expect(functionDiff(step.id, 'half', page())).toContain('+export function half(');
  });

  test('does not exist for a function that the step does not have', () => {
    expect(functionDiff(step.id, 'third', page())).toBeUndefined();
  });
});
