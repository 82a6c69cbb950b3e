import { REAL_CAUSES } from '../testing/real-causes';
import { allVectors, type Vector } from '../vectors';
import { answersOf } from './answers';
import { diagnose } from './diagnose';

/** What no vector can show, and why. */
const SHOWN_BY_NO_VECTOR: Record<string, string> = {
  'Range not signed': 'maintained signers differ on whether Range is signed',
};

const vectors = allVectors();

test('are 51', () => expect(REAL_CAUSES).toHaveLength(51));

test.each(REAL_CAUSES.map((one) => [one.cause, one] as const))('%s', (cause, one) => {
  const { mistake, from, signer } = one;
  const answers = answersOf(signer, vectors, from);
  const failed = answers.filter(
    ({ vector, mode, answer }) => (vector as Vector).figures[mode].signature !== answer.signature,
  );
  if (cause in SHOWN_BY_NO_VECTOR) {
    expect(failed).toEqual([]);
    return;
  }
  const { explanations, told } = diagnose(answers);
  const named = [
    ...explanations.map(({ mistakes }) => mistakes.join(' + ')),
    ...told.map((one) => one.mistake),
  ];
  expect(named).toEqual([mistake]);
  expect([...explanations, ...told].flatMap(({ alternatives }) => alternatives)).toEqual([]);
});
