import { mistakeNamed } from '../../sigv4/mistakes/catalogue';
import { type SigningInput, STAGES } from '../../sigv4/staged-signer/staged-signer';
import { MODES } from '../../sigv4/vectors';
import { VECTORS } from '../page/vectors';
import { type StageTexts, textsOf } from '../sheet/figures';

// What the page's own code computes, in the bundle that a browser is given.

/** A mistake in one of its variants, and what it is made on. */
export interface AskedMistake {
  id: string;
  variant: number;
  input: SigningInput;
}

/** All vectors, in header and query form. */
export function textsOfVectors(): StageTexts[] {
  return VECTORS.flatMap(({ request, context }) =>
    MODES.map((mode) => textsOf(STAGES, { request, context, mode })),
  );
}

/** What signers with these mistakes make of their requests. */
export function textsOfMistakes(asked: readonly AskedMistake[]): StageTexts[] {
  return asked.map(({ id, variant, input }) =>
    textsOf({ ...STAGES, ...mistakeNamed(id).variants[variant]!.replace(STAGES) }, input),
  );
}
