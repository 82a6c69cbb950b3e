import { MODES } from '../vectors';
import { type Combination, NO_MISTAKE, withMistakes } from './candidates';
import { type Evidence, reproduces, signedBy } from './evidence';
import type { Group } from './groups';

/** A cause counts as found if it explains this share of the failed cases, or so many cases of one form. */
const SHARE = 1 / 2;
const CASES_OF_A_FORM = 4;

/** In one form at least, of the failed cases in which the cause would show, it explains this share. */
const SHOWN_SHARE = 3 / 4;

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
  return groups
    .map(withoutRareMistakes)
    .filter((group) => group.cause.members.length > 0 && isBelievable(group, failed));
}

function isBelievable({ cause, cases }: Group, failed: readonly Evidence[]): boolean {
  const isLarge = cases.length >= failed.length * SHARE;
  return MODES.some((mode) => {
    const explained = cases.filter((one) => one.case.mode === mode).length;
    const shown = failed.filter((one) => one.case.mode === mode && shows(cause, one)).length;
    const isEnough = isLarge ? explained > 0 : explained >= CASES_OF_A_FORM;
    return isEnough && explained >= shown * SHOWN_SHARE;
  });
}

/** Whether a signer that makes these mistakes, and no others, would give a wrong signature. */
function shows(cause: Combination, one: Evidence): boolean {
  return signedBy(cause, one).signature !== signedBy(NO_MISTAKE, one).signature;
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
