import { type Combination, NO_MISTAKE, withMistakes } from './candidates';
import { type Evidence, reproduces } from './evidence';
import type { Group } from './groups';

/** Of the failed cases, the share that is enough for a cause to be believed; or so many cases … */
const SHARE = 1 / 2;
const CASES = 4;

/** … if they are at least this share. */
const LEAST_SHARE = 1 / 12;

/** Of the cases of a group, the share in which each of its mistakes must be needed. */
const NEEDED_SHARE = 1 / 3;

/**
 * The groups that may be told where other failed cases stay unexplained: an unknown mistake can look
 * like a known one in a case or two. What explains few cases by chance is left out, and so is a
 * mistake that a group hardly needs.
 */
export function believable(groups: readonly Group[], failed: readonly Evidence[]): Group[] {
  const explained = new Set(groups.flatMap(({ cases }) => cases));
  if (failed.every((one) => explained.has(one))) return [...groups];
  return groups.map(withoutRareMistakes).filter(({ cause, cases }) => {
    const share = cases.length / failed.length;
    const isEnough = share >= SHARE || (cases.length >= CASES && share >= LEAST_SHARE);
    return cause.members.length > 0 && isEnough;
  });
}

function withoutRareMistakes(group: Group): Group {
  const { cause, cases } = group;
  for (const member of cause.members) {
    const smaller = without(cause, member);
    const kept = cases.filter((one) => reproduces(smaller, one));
    if (cases.length - kept.length < cases.length * NEEDED_SHARE) {
      return withoutRareMistakes({ cause: smaller, alternatives: [], cases: kept });
    }
  }
  return group;
}

function without({ members }: Combination, member: Combination['members'][number]): Combination {
  const others = members.filter((other) => other !== member);
  return withMistakes(NO_MISTAKE, others) ?? NO_MISTAKE;
}
