import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import type { Finding } from '../check/verdict';
import { plain } from '../show/style';
import { readSteps, type Step } from '../steps';
import { lesson, type TemporaryWorkshop, temporaryWorkshop } from '../temporary-workshop';
import { functionDiff } from './function-solution';
import { laddersFor, nextHint } from './ladder';

const SOLUTION = `/**
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
  return a / TWO;
}

const TWO = 2;

function times(a: number, b: number): number {
  return a * b;
}
`;

const PSEUDO_CODE = '```\ndouble(a):\n  twice a\n\nhalf(a):\n  half of a\n```';
const MISTAKE = mistakeNamed('path-not-encoded');

let folder: TemporaryWorkshop;
let step: Step;

beforeEach(() => {
  folder = temporaryWorkshop();
  const text = lesson('The sum', ['Think.', 'Think again.', PSEUDO_CODE]);
  folder.write('steps/04-sum/README.md', text.replace('### 3. Hint', '### 3. Pseudo-code'));
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
    mismatch: null,
    group: { passed: [], failed: [] },
    place: null,
  };
}

/** The hints that follow one another as they are asked for, up to the last. */
function climb(finding: Finding | null, levels: Record<string, number> = {}): string[] {
  const ladders = laddersFor({ step, finding, mistakes: [] }, page());
  const next = nextHint(ladders, levels);
  if (!next) return [];
  const taken = { ...levels, [next.ladder.key]: next.level };
  const isLast = next.number === next.total;
  return isLast ? [next.hint.title] : [next.hint.title, ...climb(finding, taken)];
}

it('goes from the nudge for a mistake over the rule to the function that is to be written', () => {
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

it('falls back to the lesson where no mistake is known, and then to the function', () => {
  expect(climb(failedIn('double'))).toEqual([
    'Hint',
    'Hint',
    'Pseudo-code of double',
    'The solution of double',
  ]);
});

it('does not give the lesson’s nudges again for another function, nor what was not asked for', () => {
  const levels = { lesson: 2, double: 2 };
  expect(climb(failedIn('half'), levels)).toEqual(['Pseudo-code of half', 'The solution of half']);
});

it('begins with the error where the language says what is wrong', () => {
  const thrown = { ...failedIn('double'), message: 'TypeError: x is not a function' } as Finding;
  expect(climb(thrown)).toEqual([
    'Have the function come to its end',
    'Pseudo-code of double',
    'The solution of double',
  ]);
  expect(climb({ kind: 'not-loaded', message: 'SyntaxError: x', place: null })).toEqual([
    'Have the file loaded first',
  ]);
});

it('takes an untouched function for the one in question', () => {
  const finding: Finding = { kind: 'to-do', functionName: 'half', task: 'x', place: null };
  expect(climb(finding).at(-1)).toBe('The solution of half');
});

it('gives what the lesson has where no function is in question', () => {
  expect(climb(null)).toEqual(['Hint', 'Hint', 'Pseudo-code']);
});

it('stays at the last hint', () => {
  const ladders = laddersFor({ step, finding: failedIn('half'), mistakes: [] }, page());
  const next = nextHint(ladders, { lesson: 2, half: 2 });
  expect(next).toMatchObject({ number: 4, total: 4, hint: { title: 'The solution of half' } });
});

it('gives the pseudo-code of one function alone', () => {
  const [, ladder] = laddersFor({ step, finding: failedIn('half'), mistakes: [] }, page());
  expect(ladder?.rungs[0]?.text).toBe('```\nhalf(a):\n  half of a\n```');
});

describe('the solution of one function', () => {
  it('has what it stands on and the learner’s file lacks, and nothing else', () => {
    const diff = functionDiff(step.id, 'double', page());
    expect(diff).toContain('+const TWO = 2;');
    expect(diff).toContain('+function times(');
    expect(diff).not.toContain('half');
  });

  it('is empty where nothing differs', () => {
    folder.write('steps/04-sum/sum.ts', SOLUTION);
    expect(functionDiff(step.id, 'double', page())).toBe('');
  });

  it('is all new where the learner has no such function', () => {
    expect(functionDiff(step.id, 'half', page())).toContain('+export function half(');
  });

  it('is not there for a function that the step does not have', () => {
    expect(functionDiff(step.id, 'third', page())).toBeNull();
  });
});
