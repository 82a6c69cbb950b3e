import { CATALOGUE } from '../mistakes/catalogue';
import type { Mistake, Variant } from '../mistakes/mistake';
import { STAGES, type Stages } from '../staged-signer/staged-signer';

/** A mistake made in one certain way: what the search tries. */
export interface Candidate {
  mistake: Mistake;
  variant: Variant;
  /** Its place in the catalogue. */
  index: number;
  /** The higher, the likelier: by the mistake's frequency, then by the variant's place. */
  likelihood: number;
}

/** A signer that makes some mistakes. */
export interface Combination {
  /** In the order of the catalogue. */
  members: readonly Candidate[];
  stages: Stages;
}

/** The signer that makes none. */
export const NO_MISTAKE: Combination = { members: [], stages: STAGES };

/** All variants of all mistakes, the likeliest first. */
export const CANDIDATES: readonly Candidate[] = CATALOGUE.flatMap((mistake) =>
  mistake.variants.map((variant, place) => ({
    mistake,
    variant,
    likelihood: mistake.frequency - place / 100,
  })),
)
  .map((candidate, index) => ({ ...candidate, index }))
  .toSorted((a, b) => b.likelihood - a.likelihood);

/**
 * By signer: those that make one mistake of the catalogue more, by its index, which a search tries on
 * one text after the other.
 */
const extended = new WeakMap<Combination, Map<number, Combination | undefined>>();

/**
 * A signer that makes these mistakes as well.
 *
 * @returns undefined where it makes one of them already, in this way or another
 */
export function withMistakes(
  base: Combination,
  added: readonly Candidate[],
): Combination | undefined {
  const [one] = added;
  // What an answer tells is between two indexes of the catalogue.
  const isCatalogued = one !== undefined && Number.isInteger(one.index);
  if (!isCatalogued || added.length > 1) return combined(base, added);
  const known = extended.get(base) ?? new Map<number, Combination | undefined>();
  extended.set(base, known);
  if (!known.has(one.index)) known.set(one.index, combined(base, added));
  return known.get(one.index);
}

function combined(base: Combination, added: readonly Candidate[]): Combination | undefined {
  const members = [...base.members, ...added].sort((a, b) => a.index - b.index);
  if (members.some(({ mistake }, index) => mistake === members[index + 1]?.mistake)) {
    return undefined;
  }
  // In the order of the catalogue, so that a set of mistakes means one signer.
  const stages = { ...STAGES };
  for (const { variant } of members) Object.assign(stages, variant.replace({ ...stages }));
  return { members, stages };
}

/** Tells combinations apart. */
export function nameOf({ members }: Combination): string {
  return members.map(({ index }) => index).join('+');
}

/** The higher, the likelier, among combinations of the same size. */
export function likelihoodOf({ members }: Combination): number {
  return members.reduce((sum, { likelihood }) => sum + likelihood, 0);
}

/** The ids of the mistakes, whichever way they are made. */
export function idsOf({ members }: Combination): string[] {
  return members.map(({ mistake }) => mistake.id);
}
