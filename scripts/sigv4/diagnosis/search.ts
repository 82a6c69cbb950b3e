import { sign } from '../staged-signer/staged-signer';
import {
  CANDIDATES,
  type Candidate,
  type Combination,
  likelihoodOf,
  NO_MISTAKE,
  nameOf,
  withMistakes,
} from './candidates';
import { type Evidence, type Fact, firstUnexplained, reproduces } from './evidence';

/** How far a search goes. */
export interface Limits {
  /** Mistakes in one explanation. */
  mistakes: number;
  /** Signatures that may be computed in all. */
  trials: number;
}

/** So many mistakes at most are looked for in a single text. */
const AT_ONCE = 3;

/**
 * Finds the smallest sets of mistakes that reproduce answers. One text at a time is explained, that
 * of the simplest case first; each set that explains it is then extended by what the next text
 * needs. So mistakes that show in different texts are found one by one, not as pairs of all there is.
 */
export class Search {
  private trialsLeft: number;
  private readonly known = new Map<string, Combination[]>();
  private readonly changing = new Map<string, Candidate[]>();

  constructor(private readonly limits: Limits) {
    this.trialsLeft = limits.trials;
  }

  /**
   * The smallest sets that reproduce all the evidence, failed and passed.
   *
   * @returns the likeliest first; none if there is no such set within the limits
   */
  smallestSets(evidence: readonly Evidence[]): Combination[] {
    const failed = simplestFirst(evidence.filter(({ passed }) => !passed));
    const passed = evidence.filter((one) => one.passed);
    for (let size = 1; size <= this.limits.mistakes; size++) {
      const found = this.complete(NO_MISTAKE, size, failed, passed, new Set());
      if (found.length > 0) return found.sort((a, b) => likelihoodOf(b) - likelihoodOf(a));
    }
    return [];
  }

  /** The sets with at most `budget` mistakes more that reproduce all. */
  private complete(
    base: Combination,
    budget: number,
    failed: readonly Evidence[],
    passed: readonly Evidence[],
    visited: Set<string>,
  ): Combination[] {
    const name = `${nameOf(base)}/${budget}`;
    if (visited.has(name)) return [];
    visited.add(name);

    // A mistake that would have broken a case that passed was not made.
    if (!passed.every((one) => reproduces(base, one))) return [];
    const open = failed.find((one) => !reproduces(base, one));
    if (!open) return [base];
    for (let count = 1; count <= Math.min(budget, AT_ONCE); count++) {
      const found = this.extensions(base, open, count).flatMap((extended) =>
        this.complete(extended, budget - count, failed, passed, visited),
      );
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The sets with `count` mistakes more that reproduce the first text that `base` does not. */
  extensions(base: Combination, evidence: Evidence, count: number): Combination[] {
    const fact = firstUnexplained(base, evidence);
    if (!fact) return [];
    const name = `${nameOf(base)}/${fact.name}/${count}`;
    const known = this.known.get(name);
    if (known) return known;
    const found = this.tryAll(base, evidence, fact, count);
    this.known.set(name, found);
    return found;
  }

  private tryAll(base: Combination, evidence: Evidence, fact: Fact, count: number): Combination[] {
    if (count === 1) return this.tryEach(base, evidence, fact, CANDIDATES);
    const changing = this.changingAlone(base, evidence, fact);
    const last = count === 2 ? CANDIDATES : changing;
    const found = new Map<string, Combination>();
    for (const first of subsets(changing, count - 1)) {
      const extended = withMistakes(base, first);
      if (!extended) continue;
      const others = last.filter((one) => count === 2 || one.index > first.at(-1)!.index);
      for (const set of this.tryEach(extended, evidence, fact, others)) found.set(nameOf(set), set);
    }
    return [...found.values()];
  }

  /** Those of the sets with one candidate more that reproduce the text. */
  private tryEach(
    base: Combination,
    evidence: Evidence,
    fact: Fact,
    candidates: readonly Candidate[],
  ): Combination[] {
    const found: Combination[] = [];
    for (const candidate of candidates) {
      if (this.trialsLeft-- <= 0) return found;
      const extended = withMistakes(base, [candidate]);
      if (extended && fact.read(sign(extended.stages, evidence.input)) === fact.value) {
        found.push(extended);
      }
    }
    return found;
  }

  /** The candidates that change the text at all: only with them can a larger set begin. */
  private changingAlone(base: Combination, evidence: Evidence, fact: Fact): Candidate[] {
    const name = `${nameOf(base)}/${fact.name}`;
    const known = this.changing.get(name);
    if (known) return known;
    const before = fact.read(sign(base.stages, evidence.input));
    const found = CANDIDATES.filter((candidate) => {
      const extended = withMistakes(base, [candidate]);
      return extended && fact.read(sign(extended.stages, evidence.input)) !== before;
    });
    this.changing.set(name, found);
    return found;
  }
}

/** The shortest canonical request first: fewest mistakes can show in it. */
export function simplestFirst(evidence: readonly Evidence[]): Evidence[] {
  return evidence.toSorted((a, b) => a.length - b.length);
}

/** All subsets of a size, each in order. */
function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index < items.length; index++) {
    for (const rest of subsets(items, size - 1, index + 1)) yield [items[index]!, ...rest];
  }
}
