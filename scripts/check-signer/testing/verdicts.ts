import { answersOf, type Detail } from '../../sigv4/diagnosis/answers';
import { CANDIDATES, NO_MISTAKE, withMistakes } from '../../sigv4/diagnosis/candidates';
import { STAGES } from '../../sigv4/staged-signer/staged-signer';
import { officialVectors, type Vector } from '../../sigv4/vectors';
import { type CaseVerdict, judge } from '../judge/judge';

/** What is judged of a signer with these mistakes, each in its commonest form. */
export function verdictsWith(
  mistakes: readonly string[],
  detail: Detail = 'signature',
  vectors: readonly Vector[] = officialVectors(),
): CaseVerdict[] {
  const members = mistakes.map((id) => CANDIDATES.find(({ mistake }) => mistake.id === id)!);
  const stages = withMistakes(NO_MISTAKE, members)?.stages ?? STAGES;
  return answersOf(stages, vectors, detail).map(({ vector, mode, answer }, index) => {
    const asked = {
      id: index + 1,
      vector: vectors.find(({ name }) => name === vector.name)!,
      mode,
    };
    const { signature = '' } = answer;
    return judge(asked, { kind: 'signed', figures: { ...answer, signature } });
  });
}
