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
  { case: { mode, id }, signed, answeredAt }: CaseVerdict,
  explanations: readonly Explanation[],
  verdicts: readonly CaseVerdict[],
): Difference | undefined {
  if (!signed) return undefined;
  const { vector, given, expected } = signed;
  const earlier = verdicts
    .filter((one) => one.signed && one.case.id < id)
    .map((one) => one.case.vector.context);
  const { request, context } = vector;
  const input = { request, context, mode, earlier };
  const clock = clockOf({ vector, mode, answer: given, answeredAt }, input);
  for (const explanation of explanations) {
    const stages = stagesOf(explanation);
    if (!stages) continue;
    const reproduced = sign(stages, { ...input, clock });
    if (reproduced.signature !== given.signature) continue;
    return differenceOf(expected, { ...reproduced, signingKey: signingKeyHex(reproduced) });
  }
  return undefined;
}

function stagesOf({ mistakes, variants }: Explanation) {
  const members = CANDIDATES.filter(({ mistake, variant }) =>
    mistakes.some((id, index) => id === mistake.id && variants[index] === variant.name),
  );
  return withMistakes(NO_MISTAKE, members)?.stages;
}
