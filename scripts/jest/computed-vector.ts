import { addedBySigning } from '../sigv4/added-by-signing';
import { STAGES, sign } from '../sigv4/staged-signer/staged-signer';
import type { Figures, Mode, Vector } from '../sigv4/vectors';

/** A vector that is in no file: its figures are computed by the signer of the stages. */
export function computedVector(
  asked: Pick<Vector, 'name' | 'note' | 'request' | 'context'>,
): Vector {
  const { request, context } = asked;
  const figuresIn = (mode: Mode): Figures => sign(STAGES, { request, context, mode });
  const figures = { header: figuresIn('header'), query: figuresIn('query') };
  return {
    ...asked,
    suite: 'extended',
    group: 'generated',
    added: addedBySigning({ context, figures }),
    figures,
  };
}
