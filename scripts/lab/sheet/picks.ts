import type { Mistake, Variant } from '../../sigv4/mistakes/mistake';
import {
  type SigningInput,
  STAGES,
  type Stages,
  sign,
} from '../../sigv4/staged-signer/staged-signer';
import { MODES } from '../../sigv4/vectors';
import { SCENARIO_EXAMPLES, type UnsignedVector } from './examples';
import { textsOf } from './figures';

/** A mistake to look at: the signer that makes it, and a request that shows it. */
export interface PickedMistake {
  mistake: Mistake;
  variant: Variant;
  stages: Stages;
  /** With a request that was signed before and the time of the signer's clock, where they matter. */
  input: SigningInput;
}

/** What the clock of every signer shows: another day than that of any request. */
export const SIGNER_CLOCK = '20260102T030405Z';

/**
 * A mistake with a request that shows it: the one at hand if it does, otherwise the first that does of
 * the workshop's own, of the vectors, and of the contested ones.
 *
 * @param vectors in the order in which a signer would be asked for them
 * @param contested requests on which maintained signers differ: they count against nobody
 * @returns undefined where none of them shows it
 */
export function pickMistake(
  mistake: Mistake,
  variant: Variant,
  atHand: SigningInput,
  vectors: readonly UnsignedVector[],
  contested: readonly UnsignedVector[] = [],
): PickedMistake | undefined {
  const stages: Stages = { ...STAGES, ...variant.replace(STAGES) };
  const familiar = [atHand, ...SCENARIO_EXAMPLES.map(({ input }) => input)];
  const checks = checksOf(vectors).map(({ input }) => input);
  const others = contested.map((one): SigningInput => ({ ...one, mode: 'header' }));
  const inputs = [...familiar, ...checks, ...others];
  const input = firstShown(
    stages,
    inputs.map((one) => ({ ...one, clock: SIGNER_CLOCK })),
  );
  return input && { mistake, variant, stages, input };
}

/** How many vectors a signer fails, each counted in header and query form. */
export function failuresOf(
  stages: Stages,
  vectors: readonly UnsignedVector[],
): { fails: number; of: number } {
  const checks = checksOf(vectors);
  const failed = checks.filter(
    ({ input, signature }) => sign(stages, input).signature !== signature,
  );
  return { fails: failed.length, of: checks.length };
}

/** What a signer is asked, and the right signature. */
interface VectorCheck {
  input: SigningInput;
  signature: string;
}

const knownChecks = new WeakMap<readonly UnsignedVector[], VectorCheck[]>();

/** All vectors in both forms, one after another; computed once. */
function checksOf(vectors: readonly UnsignedVector[]): VectorCheck[] {
  const known = knownChecks.get(vectors);
  if (known) return known;
  const contexts = vectors.map(({ context }) => context);
  const checks = MODES.flatMap((mode) =>
    vectors.map(({ request, context }, index) => {
      const earlier = contexts.slice(0, index);
      const input: SigningInput = { request, context, mode, clock: SIGNER_CLOCK, earlier };
      return { input, signature: sign(STAGES, input).signature };
    }),
  );
  knownChecks.set(vectors, checks);
  return checks;
}

/** Most mistakes show by themselves: a request that needs no earlier one is easier to explain. */
function firstShown(stages: Stages, inputs: readonly SigningInput[]): SigningInput | undefined {
  const alone = inputs.map((input): SigningInput => ({ ...input, earlier: undefined }));
  return (
    alone.find((input) => isShown(stages, input)) ??
    inputs
      .filter((input) => isShown(stages, input))
      .flatMap(afterOneEarlier)
      .find((input) => isShown(stages, input))
  );
}

/** The same request, after each other one by itself that was signed before it. */
function afterOneEarlier(input: SigningInput): SigningInput[] {
  const byText = new Map(input.earlier?.map((context) => [JSON.stringify(context), context]));
  return Array.from(byText.values(), (context) => ({ ...input, earlier: [context] }));
}

function isShown(stages: Stages, input: SigningInput): boolean {
  return JSON.stringify(textsOf(stages, input)) !== JSON.stringify(textsOf(STAGES, input));
}
