import { MODES, type Mode } from '../vectors';
import { type Candidate, type Combination, likelihoodOf, nameOf } from './candidates';
import type { Evidence } from './evidence';
import { type Budget, Search, type Size, simplestFirst, withShare } from './search';

/** Failed cases that have the same cause. */
export interface Group {
  /** The likeliest set of mistakes that reproduces all their answers. */
  cause: Combination;
  /** Other sets, as small, that reproduce them too. */
  alternatives: Combination[];
  cases: Evidence[];
}

/** Of the search that is left, for each of its parts but the last. */
const SHARE = 1 / 2;

/** In so many cases at most two mistakes that show at once are looked for, if there is no one cause. */
const PAIRED_SEEDS = 3;

/**
 * Finds what explains the failed cases of a run: one set of mistakes for all, if there is one, or one
 * for each form, since many signers have two ways through their code; else one for each group of
 * cases that has a cause in common.
 *
 * @param candidates the mistakes to choose from, the likeliest first
 * @param mistakes in one explanation, at most
 * @param budget what is left of it is left
 * @returns the largest group first; failed cases in no group are not explained
 */
export function explainedGroups(
  evidence: readonly Evidence[],
  candidates: readonly Candidate[],
  mistakes: number,
  budget: Budget,
): Group[] {
  if (evidence.every(({ passed }) => passed)) return [];
  const runs = runsOf(evidence, candidates, budget);
  for (const atOnce of [1, 2]) {
    const groups = withShare(budget, SHARE, () => oneCause(runs, { mistakes, atOnce }));
    if (groups.length > 0) return groups;
  }
  const groups = withShare(budget, SHARE, () => severalCauses(runs, mistakes));
  return groups.length > 0 && runs.forms.every(({ failed }) => isTouched(groups, failed))
    ? groups
    : withThreeAtOnce(runs, groups, { mistakes, atOnce: 3 });
}

/**
 * Searches last for three mistakes that all show in the simplest case, since that takes longest; and
 * only where a form is not explained at all, since what is explained in part has not so many.
 */
function withThreeAtOnce(runs: Runs, groups: Group[], size: Size): Group[] {
  const whole = groupOf(runs.both, size);
  if (whole) return [whole];
  const untouched = runs.forms.filter(({ failed }) => !isTouched(groups, failed));
  const found = untouched.map((form) => groupOf(form, size)).filter((group) => group !== undefined);
  return [...groups, ...found].sort((a, b) => b.cases.length - a.cases.length);
}

/** The failed cases of a run, or of one form, and the search among what its passed cases allow. */
interface Run {
  failed: Evidence[];
  search: Search;
}

interface Runs {
  both: Run;
  /** Only those in which something failed. */
  forms: Run[];
}

function runsOf(
  evidence: readonly Evidence[],
  candidates: readonly Candidate[],
  budget: Budget,
): Runs {
  const passed = simplestFirst(evidence.filter((one) => one.passed));
  const whole = new Search(candidates, passed, budget);
  const failed = simplestFirst(evidence.filter((one) => !one.passed));
  const formRun = (mode: Mode): Run => {
    const inForm = (one: Evidence) => one.case.mode === mode;
    const formPassed = passed.filter(inForm);
    // What is known already holds for the form too if all that passed is of this form.
    const isSame = formPassed.length === passed.length;
    const search = isSame ? whole : new Search(candidates, formPassed, budget);
    return { failed: failed.filter(inForm), search };
  };
  return {
    both: { failed, search: whole },
    forms: MODES.map(formRun).filter((form) => form.failed.length > 0),
  };
}

/** The smallest sets that reproduce every answer: of the whole run, or of each form. */
function oneCause({ both, forms }: Runs, size: Size): Group[] {
  const whole = groupOf(both, size);
  if (whole) return [whole];
  const each = forms.map((form) => groupOf(form, size));
  const found = each.filter((group) => group !== undefined);
  return found.length === each.length ? found : [];
}

function groupOf({ failed, search }: Run, size: Size): Group | undefined {
  if (failed.length === 0) return undefined;
  const [cause, ...alternatives] = search.smallestSets(failed, size);
  return cause ? { cause, alternatives, cases: failed } : undefined;
}

/** Sets of mistakes that each reproduce as many answers as can be, until none reproduces any. */
function severalCauses({ both, forms }: Runs, mistakes: number): Group[] {
  const groups: Group[] = [];
  for (const { failed, search } of [both, ...forms]) {
    for (const atOnce of [1, 2]) {
      const open = failed.filter((one) => !isIn(groups, one));
      for (const seed of atOnce === 1 ? open : open.slice(0, PAIRED_SEEDS)) {
        if (isIn(groups, seed)) continue;
        const others = failed.filter((one) => !isIn(groups, one));
        const group = largestGroup(search, seed, others, { mistakes, atOnce });
        if (group) groups.push(group);
      }
    }
  }
  return groups.sort((a, b) => b.cases.length - a.cases.length);
}

function isTouched(groups: readonly Group[], failed: readonly Evidence[]): boolean {
  return failed.some((one) => isIn(groups, one));
}

function isIn(groups: readonly Group[], one: Evidence): boolean {
  return groups.some(({ cases }) => cases.includes(one));
}

/** The group of most cases among those that the seed can belong to. */
function largestGroup(
  search: Search,
  seed: Evidence,
  open: readonly Evidence[],
  size: Size,
): Group | undefined {
  const causes = new Map<string, Combination>();
  for (const start of search.smallestSets([seed], size)) {
    const cause = grow(search, start, open, size);
    causes.set(nameOf(cause), cause);
  }
  const groups = Array.from(causes.values(), (cause) => ({
    cause,
    alternatives: [],
    cases: open.filter((one) => search.reproduces(cause, one)),
  }));
  const [best] = groups.sort(bestFirst);
  if (!best) return undefined;
  const asGood = groups.filter((group) => group !== best && isAsGood(group, best));
  return { ...best, alternatives: asGood.map(({ cause }) => cause) };
}

/** Adds mistakes that explain further cases and leave those explained before explained. */
function grow(
  search: Search,
  start: Combination,
  open: readonly Evidence[],
  { mistakes }: Size,
): Combination {
  let cause = start;
  for (const one of open) {
    if (cause.members.length >= mistakes || search.isSpent) break;
    if (search.reproduces(cause, one)) continue;
    const kept = open.filter((other) => other === one || search.reproduces(cause, other));
    const larger = search
      .extensions(cause, one, 1)
      .find(
        (extended) =>
          search.keepsPassed(extended) && kept.every((other) => search.reproduces(extended, other)),
      );
    cause = larger ?? cause;
  }
  return cause;
}

function bestFirst(a: Group, b: Group): number {
  return (
    b.cases.length - a.cases.length ||
    a.cause.members.length - b.cause.members.length ||
    likelihoodOf(b.cause) - likelihoodOf(a.cause)
  );
}

function isAsGood({ cause, cases }: Group, best: Group): boolean {
  return (
    cause.members.length === best.cause.members.length &&
    cases.length === best.cases.length &&
    cases.every((one) => best.cases.includes(one))
  );
}
