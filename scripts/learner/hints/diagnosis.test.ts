import type { VectorMismatch } from '../../jest/matchers';
import { answersOf } from '../../sigv4/diagnosis/answers';
import { firstDifference } from '../../sigv4/first-difference';
import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import type { Stage } from '../../sigv4/stages';
import { allVectors, type Figures, type Vector } from '../../sigv4/vectors';
import { NO_OUTPUT, NO_TALLY, type Verdict } from '../check/verdict';
import { mistakesShownBy } from './diagnosis';

const vectors = allVectors();

/** What a check shows whose cases compare one text of each vector, in header form. */
function verdictOn(
  stage: Stage,
  expected: (vector: Vector) => string,
  actual: (vector: Vector) => string,
): Verdict {
  const mismatches = vectors.flatMap((vector): VectorMismatch[] => {
    const text = actual(vector);
    const difference = firstDifference(stage, expected(vector), text);
    return difference ? [{ vector: vector.name, mode: 'header', difference, actual: text }] : [];
  });
  const failed = new Set(mismatches.map(({ vector }) => vector));
  const passed = vectors.map(({ name }) => name).filter((name) => !failed.has(name));
  const finding = {
    kind: 'failed' as const,
    test: ['x', 'y'],
    message: '',
    mismatch: mismatches[0],
    group: { passed, failed: mismatches },
  };
  return { finding, tally: NO_TALLY, output: NO_OUTPUT };
}

const figure = (name: keyof Figures) => (vector: Vector) => vector.figures.header[name];

/** The figures of a signer that makes a mistake, by vector. */
function mistaken(id: string, name: keyof Figures): (vector: Vector) => string {
  const replaced = mistakeNamed(id).variants[0]?.replace(STAGES);
  const answers = answersOf({ ...STAGES, ...replaced }, vectors, 'all stages', ['header']);
  const byName = new Map(answers.map(({ vector, answer }) => [vector.name, answer[name] ?? '']));
  return (vector) => byName.get(vector.name) ?? '';
}

const ids = (verdict: Verdict) => mistakesShownBy(verdict).map(({ id }) => id);

test.each(['path-not-encoded', 'path-slash-encoded', 'path-not-normalized'])(
  'names %s from canonical requests',
  (id) => {
    const actual = mistaken(id, 'canonicalRequest');
    expect(ids(verdictOn('canonical-request', figure('canonicalRequest'), actual))).toEqual([id]);
  },
);

test('names a mistake from the signatures in Authorization headers alone', () => {
  const header = (signature: string) => `authorization:X, Signature=${signature}`;
  const right = figure('signature');
  const wrong = mistaken('path-slash-encoded', 'signature');
  const verdict = verdictOn(
    'signed-headers-added',
    (vector) => header(right(vector)),
    (vector) => header(wrong(vector)),
  );
  expect(ids(verdict)).toEqual(['path-slash-encoded']);
});

test('names nothing where the catalogue does not give the same bytes', () => {
  const actual = (vector: Vector) => `x${vector.figures.header.canonicalRequest}`;
  expect(ids(verdictOn('canonical-request', figure('canonicalRequest'), actual))).toEqual([]);
});

test('names nothing where a check compares no vector', () => {
  const passed: Verdict = { finding: { kind: 'passed' }, tally: NO_TALLY, output: NO_OUTPUT };
  expect(mistakesShownBy(passed)).toEqual([]);
});
