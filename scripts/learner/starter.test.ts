import { exercisesOf, finishedOf, starterOf } from './starter';

const SOLUTION = `import { hash } from 'node:crypto';

/** What the digest is made with. */
const ALGORITHM = 'sha256';

/**
 * The digest of a text.
 *
 * @returns lower-case hex
 * @exercise hash the text, as
 *   lower-case hex
 */
export function digest(text: string): string {
  return hash(ALGORITHM, tidy(text), 'hex');
}

/** Removes spaces at the ends. */
function tidy(text: string): string {
  return text.trim();
}

/** Whether there is a text. */
export function isThere(text: string): boolean {
  return text !== '';
}
`;

const STARTER = `import { hash } from 'node:crypto';

/** What the digest is made with. */
const ALGORITHM = 'sha256';

/**
 * The digest of a text.
 *
 * @returns lower-case hex
 */
export function digest(text: string): string {
  throw new Error('TODO digest: hash the text, as lower-case hex');
}

/** Whether there is a text. */
export function isThere(text: string): boolean {
  return text !== '';
}
`;

test('cuts out what is to be written, and what only served it', () => {
  expect(starterOf(SOLUTION)).toBe(STARTER);
});

test('names each exercise and what its untouched function throws', () => {
  expect(exercisesOf(SOLUTION)).toEqual([
    { functionName: 'digest', todo: 'TODO digest: hash the text, as lower-case hex' },
  ]);
});

test('gives a solution without the notes of what is to be cut out', () => {
  const finished = finishedOf(SOLUTION);
  expect(finished).not.toContain('@exercise');
  expect(finished).toContain(' * @returns lower-case hex\n */\nexport function digest');
  expect(finished).toContain('return text.trim();');
});

test('gives a file without exercise as it is', () => {
  expect(starterOf(STARTER)).toBe(STARTER);
  expect(exercisesOf(STARTER)).toEqual([]);
});

test('keeps quotes and backslashes of a task, and lines within their width', () => {
  const task = `write it's \\\\ ${'long '.repeat(18)}task`;
  const starter = starterOf(`/** @exercise ${task} */\nexport function f(): void {\n  g();\n}\n`);
  expect(starter).toContain(`  throw new Error(\n    'TODO f: write it\\'s \\\\\\\\ long`);
});
