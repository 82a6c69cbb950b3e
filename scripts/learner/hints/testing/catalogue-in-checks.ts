import type { VectorMismatch } from '../../../jest/matchers';
import { answersOf } from '../../../sigv4/diagnosis/answers';
import { firstDifference } from '../../../sigv4/first-difference';
import { CATALOGUE } from '../../../sigv4/mistakes/catalogue';
import { STAGES, type Stages } from '../../../sigv4/staged-signer/staged-signer';
import { allVectors, type Mode } from '../../../sigv4/vectors';
import { NO_OUTPUT, NO_TALLY, type Verdict } from '../../check/verdict';
import { mistakesShownBy } from '../diagnosis';

const vectors = allVectors();

/** What the check of step 07 or 08 shows of a signer: it knows its signatures alone. */
function verdictOn(stages: Stages, mode: Mode): Verdict | undefined {
  const passed: string[] = [];
  const failed: VectorMismatch[] = [];
  const answers = answersOf(stages, vectors, 'signature', [mode]);
  for (const [index, vector] of vectors.entries()) {
    const actual = answers[index]?.answer.signature ?? '';
    const difference = firstDifference('signature', vector.figures[mode].signature, actual);
    if (difference) failed.push({ vector: vector.name, mode, difference, actual });
    else passed.push(vector.name);
  }
  const [mismatch] = failed;
  if (!mismatch) return undefined;
  const group = { passed, failed };
  const finding = { kind: 'failed' as const, test: [], message: '', mismatch, group };
  return { finding, tally: NO_TALLY, output: NO_OUTPUT };
}

/** What is contested among maintained signers: no vector may hold it. */
const IN_NO_VECTOR = ['+ signed as %2B', 'the default port, 443 or 80', 'range not signed'];

/** Its clock's time is needed to repeat what it signs, and a check does not know that. */
const READS_CLOCK = 'timestamp-from-clock';

/** Each way to make each mistake that a check of step 07 or 08 can show. */
export const CHECKED_VARIANTS = CATALOGUE.filter(({ id }) => id !== READS_CLOCK).flatMap(
  ({ id, variants }) =>
    variants
      .filter(({ name, profile }) => profile === undefined && !IN_NO_VECTOR.includes(name))
      .map(({ name, replace }) => ({ id, name, stages: { ...STAGES, ...replace(STAGES) } })),
);

/** The ids of the mistakes that the checks of steps 07 and 08 name, one list for each that fails. */
export function namedByChecks(stages: Stages): string[][] {
  const verdicts = [verdictOn(stages, 'header'), verdictOn(stages, 'query')];
  const shown = verdicts.flatMap((verdict) => (verdict ? [mistakesShownBy(verdict)] : []));
  return shown.map((mistakes) => mistakes.map((mistake) => mistake.id));
}
