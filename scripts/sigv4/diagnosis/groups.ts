import { MODES } from '../vectors';
import { type Combination, likelihoodOf, nameOf } from './candidates';
import { type Evidence, reproduces } from './evidence';
import { type Limits, Search, simplestFirst } from './search';

/** Failed cases that have the same cause. */
export interface Group {
  /** The likeliest set of mistakes that reproduces all their answers. */
  cause: Combination;
  /** Other sets, as small, that reproduce them too. */
  alternatives: Combination[];
  cases: Evidence[];
}

/**
 * Finds what explains the failed cases of a run: one set of mistakes for all, if there is one; else
 * one for each form, since many signers have two ways through their code; else one for each group of
 * cases that has a cause in common.
 *
 * @returns the largest group first; failed cases in no group are not explained
 */
export function explainedGroups(evidence: readonly Evidence[], limits: Limits): Group[] {
  const search = new Search(limits);
  const scopes = [
    evidence,
    ...MODES.map((mode) => evidence.filter((one) => one.case.mode === mode)),
  ];
  const groups: Group[] = [];
  for (const explain of [oneCause, severalCauses]) {
    for (const scope of scopes) {
      const open = scope.filter((one) => one.passed || !groups.some((g) => g.cases.includes(one)));
      groups.push(...explain(search, open, limits));
    }
  }
  return groups.sort((a, b) => b.cases.length - a.cases.length);
}

/** A set of mistakes that reproduces every answer. */
function oneCause(search: Search, evidence: readonly Evidence[]): Group[] {
  const cases = evidence.filter(({ passed }) => !passed);
  if (cases.length === 0) return [];
  const [cause, ...alternatives] = search.smallestSets(evidence);
  return cause ? [{ cause, alternatives, cases }] : [];
}

/** Sets of mistakes that each reproduce as many answers as can be, until none reproduces any. */
function severalCauses(search: Search, evidence: readonly Evidence[], limits: Limits): Group[] {
  const passed = evidence.filter((one) => one.passed);
  const groups: Group[] = [];
  let open = simplestFirst(evidence.filter((one) => !one.passed));
  while (open.length > 0) {
    const [seed] = open as [Evidence];
    const group = largestGroup(search, seed, open, passed, limits);
    if (group) groups.push(group);
    const done = group?.cases ?? [seed];
    open = open.filter((one) => !done.includes(one));
  }
  return groups;
}

/** The group of most cases among those that the first one can belong to. */
function largestGroup(
  search: Search,
  seed: Evidence,
  open: readonly Evidence[],
  passed: readonly Evidence[],
  limits: Limits,
): Group | null {
  const grown = new Map<string, Combination>();
  for (const start of search.smallestSets([seed, ...passed])) {
    const cause = grow(search, start, open, passed, limits);
    grown.set(nameOf(cause), cause);
  }
  const groups = Array.from(grown.values(), (cause) => ({
    cause,
    alternatives: [],
    cases: open.filter((one) => reproduces(cause, one)),
  }));
  const [best] = groups.sort(
    (a, b) =>
      b.cases.length - a.cases.length ||
      a.cause.members.length - b.cause.members.length ||
      likelihoodOf(b.cause) - likelihoodOf(a.cause),
  );
  if (!best) return null;
  return { ...best, alternatives: groups.filter((one) => isAsGood(one, best)).map(causeOf) };
}

/** Adds mistakes that explain further cases and leave those explained before explained. */
function grow(
  search: Search,
  start: Combination,
  open: readonly Evidence[],
  passed: readonly Evidence[],
  limits: Limits,
): Combination {
  let cause = start;
  for (const one of open) {
    if (cause.members.length >= limits.mistakes) break;
    if (reproduces(cause, one)) continue;
    const kept = [...passed, one, ...open.filter((other) => reproduces(cause, other))];
    cause =
      search
        .extensions(cause, one, 1)
        .find((extended) => kept.every((other) => reproduces(extended, other))) ?? cause;
  }
  return cause;
}

function isAsGood(group: Group, best: Group): boolean {
  return (
    group !== best &&
    group.cause.members.length === best.cause.members.length &&
    group.cases.length === best.cases.length &&
    group.cases.every((one) => best.cases.includes(one))
  );
}

const causeOf = ({ cause }: Group) => cause;
