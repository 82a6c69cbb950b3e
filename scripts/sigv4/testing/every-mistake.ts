import type { AnsweredCase } from '../diagnosis/answered-case';
import { answersOf, type Detail } from '../diagnosis/answers';
import { CANDIDATES, type Candidate, NO_MISTAKE, withMistakes } from '../diagnosis/candidates';
import { diagnose, NOTHING_WRONG } from '../diagnosis/diagnose';
import { STAGES } from '../staged-signer/staged-signer';
import { allVectors, s3Vectors, type Vector } from '../vectors';

const all = allVectors();
const s3 = s3Vectors();

const isWrong = ({ vector, mode, answer }: AnsweredCase) =>
  (vector as Vector).figures[mode].signature !== answer.signature;

const signerOf = (candidate: Candidate) => withMistakes(NO_MISTAKE, [candidate])!;

/** Each way to make each mistake, in the order of the catalogue. */
export const EVERY_WAY = CANDIDATES.toSorted((a, b) => a.index - b.index);

/** Tests that each of these mistakes is named, and nothing else, and that no correct signer is accused. */
export function testNames(detail: Detail, candidates: readonly Candidate[]): void {
  test('accuses no correct signer', () => {
    expect(diagnose(answersOf(STAGES, [...all, ...s3], detail))).toEqual(NOTHING_WRONG);
  });

  test.each(candidates.map((one) => [one.mistake.id, one.variant.name, one] as const))(
    'names %s: %s',
    (id, _, candidate) => {
      const vectors = candidate.variant.profile === 's3' ? s3 : all;
      const answers = answersOf(signerOf(candidate).stages, vectors, detail);
      const failed = answers.filter(isWrong);
      const { explanations, unexplained, cases } = diagnose(answers);
      // Ways that no vector shows leave nothing to diagnose; the catalogue's test lists them.
      const named = failed.length === 0 ? [] : [[id]];
      expect(explanations.map(({ mistakes }) => mistakes)).toEqual(named);
      expect(unexplained).toBeUndefined();
      expect(cases.map(({ mistakes }) => mistakes)).toEqual(failed.map(() => [id]));
    },
  );
}
