import { type Candidate, type Combination, idsOf } from './candidates';
import { type Evidence, reproduces } from './evidence';
import { type Budget, Search } from './search';

/** A set of mistakes that explains all that fails, and that some passed cases speak against. */
export interface NearSet {
  cause: Combination;
  cases: Evidence[];
  /** Passed cases that it would have broken. */
  against: Evidence[];
}

/** For each passed case that speaks against a set, so many failed ones must speak for it. */
const FOR_EACH_AGAINST = 2;

/** Near misses that are worth a look. */
const SHOWN = 3;

/**
 * Sets that explain all of what is not explained, if a few passed cases are left aside: the mistake is
 * likely made under a condition that the catalogue does not know.
 *
 * @param open failed cases that are not explained
 * @param budget what is left of it is left
 * @returns those with the fewest cases against them first; one for each set of ids
 */
export function nearSetsOf(
  open: Evidence[],
  passed: readonly Evidence[],
  candidates: readonly Candidate[],
  budget: Budget,
): NearSet[] {
  if (open.length < FOR_EACH_AGAINST) return [];
  const sets = new Search(candidates, [], budget).smallestSets(open, { mistakes: 2, atOnce: 1 });
  const found = new Map<string, NearSet>();
  for (const cause of sets) {
    const against = passed.filter((one) => !reproduces(cause, one));
    const ids = idsOf(cause).join();
    const known = found.get(ids);
    const isFewer = known === undefined || against.length < known.against.length;
    // What nothing speaks against would have been an explanation, were there enough for it.
    const isNear = against.length > 0 && against.length * FOR_EACH_AGAINST <= open.length;
    if (isNear && isFewer) {
      found.set(ids, { cause, cases: open, against });
    }
  }
  return [...found.values()].sort((a, b) => a.against.length - b.against.length).slice(0, SHOWN);
}
