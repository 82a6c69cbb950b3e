import { STAGES } from '../staged-signer/staged-signer';
import { allVectors, s3Vectors, type Vector } from '../vectors';
import type { AnsweredCase } from './answered-case';
import { answersOf, type Detail } from './answers';
import { CANDIDATES, type Candidate, NO_MISTAKE, withMistakes } from './candidates';
import { diagnose, NOTHING_WRONG } from './diagnose';

const DETAILS: Detail[] = ['signature', 'all stages'];
const all = allVectors();
const s3 = s3Vectors();

const isWrong = ({ vector, mode, answer }: AnsweredCase) =>
  (vector as Vector).figures[mode].signature !== answer.signature;

const signerOf = (candidate: Candidate) => withMistakes(NO_MISTAKE, [candidate])!;

describe.each(DETAILS)('from %s', (detail) => {
  test('accuses no correct signer', () => {
    expect(diagnose(answersOf(STAGES, [...all, ...s3], detail))).toEqual(NOTHING_WRONG);
  });

  test.each(
    CANDIDATES.toSorted((a, b) => a.index - b.index).map(
      (one) => [one.mistake.id, one.variant.name, one] as const,
    ),
  )('names %s: %s', (id, _, candidate) => {
    const vectors = candidate.variant.profile === 's3' ? s3 : all;
    const answers = answersOf(signerOf(candidate).stages, vectors, detail);
    const failed = answers.filter(isWrong);
    const { explanations, unexplained, cases } = diagnose(answers);
    // Ways that no vector shows leave nothing to diagnose; the catalogue's test lists them.
    const named = failed.length === 0 ? [] : [[id]];
    expect(explanations.map(({ mistakes }) => mistakes)).toEqual(named);
    expect(unexplained).toBeUndefined();
    expect(cases.map(({ mistakes }) => mistakes)).toEqual(failed.map(() => [id]));
  });
});
