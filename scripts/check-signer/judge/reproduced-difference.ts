import { CANDIDATES, NO_MISTAKE, withMistakes } from '../../sigv4/diagnosis/candidates';
import { clockOf } from '../../sigv4/diagnosis/clock';
import type { Explanation } from '../../sigv4/diagnosis/diagnose';
import type { Difference } from '../../sigv4/first-difference';
import { sign, signingKeyHex } from '../../sigv4/staged-signer/staged-signer';
import { type CaseVerdict, differenceOf } from './judge';

/**
 * Where an answer first differs that holds nothing but a signature. Its explanation gives the same
 * signature, so what leads to it can be computed.
 *
 * @param verdicts all of the run, in the order of asking
 * @returns undefined if no explanation gives the signature
 */
export function reproducedDifference(
  { case: asked, figures, answeredAt }: CaseVerdict,
  explanations: readonly Explanation[],
  verdicts: readonly CaseVerdict[],
): Difference | undefined {
  const { vector, mode, id } = asked;
  if (!figures) return undefined;
  const earlier = verdicts
    .filter((one) => one.figures && one.case.id < id)
    .map((one) => one.case.vector.context);
  const { request, context } = vector;
  const input = { request, context, mode, earlier };
  const clock = clockOf({ vector, mode, answer: figures, answeredAt }, input);
  for (const explanation of explanations) {
    const stages = stagesOf(explanation);
    if (!stages) continue;
    const signed = sign(stages, { ...input, clock });
    if (signed.signature !== figures.signature) continue;
    return differenceOf(asked, { ...signed, signingKey: signingKeyHex(signed) });
  }
  return undefined;
}

function stagesOf({ mistakes, variants }: Explanation) {
  const members = CANDIDATES.filter(({ mistake, variant }) =>
    mistakes.some((id, index) => id === mistake.id && variants[index] === variant.name),
  );
  return withMistakes(NO_MISTAKE, members)?.stages;
}
