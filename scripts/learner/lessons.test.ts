import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Mode, vectorNamed } from '../sigv4/vectors';
import { exercisesIn } from './hints/ladder';
import { lessonHintsOf, pseudoCodeOf } from './hints/lesson-hints';
import { readSteps } from './steps';

const SECTIONS = [
  '## Why this exists',
  '## What you write',
  '## The rule',
  '## Check it',
  '## What AWS answers when this is wrong',
  '## Where the specification says so',
  '## Hints',
];

const lessons = readSteps().map(({ id, lesson }) => ({
  id,
  markdown: readFileSync(lesson, 'utf8'),
}));

/** A block that shows a vector's figure is marked with it: "```text get-vanilla header signature". */
const figureBlocks = lessons.flatMap(({ id, markdown }) =>
  [...markdown.matchAll(/^```text (\S+) (header|query) (\S+)\n([\s\S]*?)\n```$/gm)].map(
    ([, vector = '', mode = '', figure = '', text = '']) => ({ id, vector, mode, figure, text }),
  ),
);

function figureOf(vectorName: string, mode: Mode, figure: string): string | undefined {
  const vector = vectorNamed(vectorName);
  const { canonicalRequest, stringToSign, signature } = vector.figures[mode];
  const authorization = vector.added.header.find(([name]) => name === 'Authorization')?.[1];
  return {
    'canonical-request': canonicalRequest,
    'string-to-sign': stringToSign,
    signature,
    authorization,
  }[figure];
}

test.each(lessons)('the lesson of $id has all its sections, in order', ({ markdown }) => {
  const places = SECTIONS.map((section) => markdown.indexOf(`\n${section}\n`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test.each(lessons)('the links of the lesson of $id lead somewhere', ({ id, markdown }) => {
  const links = [...markdown.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, link = '']) => link);
  const missing = links.filter((link) => !existsSync(path.join('steps', id, link)));
  expect(missing).toEqual([]);
});

test.each(readSteps())('the lesson of $id has pseudo-code for each function', (step) => {
  const { pseudoCode } = lessonHintsOf(step);
  const missing = exercisesIn(step).filter(
    (name) => !pseudoCode || !pseudoCodeOf(name, pseudoCode),
  );
  expect(missing).toEqual([]);
});

test.each(readSteps())('the hints of the lesson of $id are about its functions', (step) => {
  const { nudges } = lessonHintsOf(step);
  const exercises = exercisesIn(step);
  const named = nudges.flatMap(({ functions }) => functions);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !exercises.includes(name))).toEqual([]);
});

/** What a terminal of 60 columns shows unchanged: only ASCII has one width in every font. */
const DRAWN = /^[ -~]{0,60}$/;

test.each(lessons)('a terminal shows the diagrams of the lesson of $id', ({ id, markdown }) => {
  const diagrams = [...markdown.matchAll(/^```text diagram\n([\s\S]*?)^```$/gm)];
  const lines = diagrams.flatMap(([, drawing = '']) => drawing.split('\n'));
  expect(lines.filter((line) => !DRAWN.test(line))).toEqual([]);
  expect(markdown).not.toContain('```mermaid');
  if (id >= '03' && id < '09') expect(diagrams).not.toEqual([]);
});

test('lessons show figures', () => {
  expect(figureBlocks.length).toBeGreaterThan(4);
});

test.each(figureBlocks)(
  '$id shows the $figure of $vector as it is, $mode form',
  ({ vector, mode, figure, text }) => {
    expect(text).toBe(figureOf(vector, mode as Mode, figure));
  },
);
