import {
  type Candidate,
  type Combination,
  likelihoodOf,
  NO_MISTAKE,
  nameOf,
  withMistakes,
} from './candidates';
import { type Evidence, type Fact, firstUnexplained, reproduces, signedBy } from './evidence';

/** How many signatures may still be computed. Counted, not timed: a diagnosis is repeatable. */
export interface Budget {
  trials: number;
}

/** Whether the search had to stop before it had tried all that there is. */
export function isSpent({ trials }: Budget): boolean {
  return trials <= 0;
}

/**
 * Lets a part of a search use no more than a share of what is left, so that the next part has its
 * turn. What it leaves, it leaves to the others.
 */
export function withShare<T>(budget: Budget, share: number, search: () => T): T {
  const kept = Math.floor(budget.trials * (1 - share));
  budget.trials -= kept;
  const found = search();
  budget.trials = kept + Math.max(budget.trials, 0);
  return found;
}

/** How large a set may be. */
export interface Size {
  mistakes: number;
  /** Mistakes that one text may take to be explained; what there is to try grows fast with it. */
  atOnce: number;
}

/**
 * Finds sets of mistakes that reproduce answers. One text at a time is explained, that of the
 * simplest case first; each set that explains it is then extended by what the next text needs. So
 * mistakes that show in different texts are found one by one, not as pairs of all there is.
 */
export class Search {
  readonly #extended = new Map<string, Combination[]>();
  readonly #possible = new Map<Candidate, boolean>();
  readonly #candidates: readonly Candidate[];
  readonly #passed: readonly Evidence[];
  readonly #budget: Budget;

  /**
   * @param candidates the mistakes to choose from, the likeliest first
   * @param passed answers that every set must reproduce too: a mistake that would have broken one of
   *   them was not made
   */
  constructor(candidates: readonly Candidate[], passed: readonly Evidence[], budget: Budget) {
    this.#candidates = candidates;
    this.#passed = passed;
    this.#budget = budget;
  }

  /**
   * The smallest sets that reproduce all answers.
   *
   * @returns the likeliest first; none if there is no set within the size
   */
  smallestSets(failed: readonly Evidence[], { mistakes, atOnce }: Size): Combination[] {
    const ordered = simplestFirst(failed);
    for (let size = 1; size <= mistakes; size++) {
      const found = this.#complete(NO_MISTAKE, { mistakes: size, atOnce }, ordered, new Set());
      if (found.length > 0) return found.sort((a, b) => likelihoodOf(b) - likelihoodOf(a));
    }
    return [];
  }

  /** Whether the search had to stop before it had tried all that there is. */
  get isSpent(): boolean {
    return isSpent(this.#budget);
  }

  /** The sets with so many mistakes more at most that reproduce all answers. */
  #complete(
    base: Combination,
    { mistakes, atOnce }: Size,
    failed: readonly Evidence[],
    visited: Set<string>,
  ): Combination[] {
    const name = nameOf(base);
    if (visited.has(name) || isSpent(this.#budget) || !this.keepsPassed(base)) return [];
    visited.add(name);

    const open = failed.find((one) => !this.reproduces(base, one));
    if (!open) return [base];
    for (let count = 1; count <= Math.min(mistakes, atOnce); count++) {
      const found = this.extensions(base, open, count).flatMap((extended) =>
        this.#complete(extended, { mistakes: mistakes - count, atOnce }, failed, visited),
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
    const found = this.#extended.get(name) ?? this.#extend(base, evidence, fact, count);
    this.#extended.set(name, found);
    return found;
  }

  #extend(base: Combination, evidence: Evidence, fact: Fact, count: number): Combination[] {
    const candidates = count === 1 ? this.#candidates : this.#changing(base, evidence, fact);
    const found: Combination[] = [];
    for (const added of subsets(candidates, count)) {
      if (isSpent(this.#budget)) break;
      const extended = withMistakes(base, added);
      if (extended && this.#textOf(extended, evidence, fact) === fact.value) found.push(extended);
    }
    return found;
  }

  /** Those that change the text by themselves: only they are tried together. */
  #changing(base: Combination, evidence: Evidence, fact: Fact): Candidate[] {
    const before = this.#textOf(base, evidence, fact);
    return this.#candidates.filter((candidate) => {
      const extended = withMistakes(base, [candidate]);
      const changes = extended !== undefined && this.#textOf(extended, evidence, fact) !== before;
      return changes && this.#isPossible(candidate);
    });
  }

  #isPossible(candidate: Candidate): boolean {
    const alone = withMistakes(NO_MISTAKE, [candidate]);
    const known = this.#possible.get(candidate) ?? (alone !== undefined && this.keepsPassed(alone));
    this.#possible.set(candidate, known);
    return known;
  }

  /** Whether a signer with these mistakes gives every right answer that was given. */
  keepsPassed(combination: Combination): boolean {
    return this.#passed.every((one) => this.reproduces(combination, one));
  }

  /** Whether a signer with these mistakes would have answered so, to the byte. */
  reproduces(combination: Combination, evidence: Evidence): boolean {
    this.#budget.trials--;
    return reproduces(combination, evidence);
  }

  #textOf(combination: Combination, evidence: Evidence, fact: Fact): string {
    this.#budget.trials--;
    return fact.read(signedBy(combination, evidence));
  }
}

/** The shortest canonical request first: fewest mistakes can show in it. */
export function simplestFirst(evidence: readonly Evidence[]): Evidence[] {
  return evidence.toSorted((a, b) => a.length - b.length);
}

/** All subsets of a size; those of the first items come first. */
function* subsets<T>(items: readonly T[], size: number, end = items.length): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let last = size - 1; last < end; last++) {
    for (const others of subsets(items, size - 1, last)) yield [...others, items[last]!];
  }
}
