import type { VectorMismatch } from '../../jest/matchers';

/** A line of one of the learner's files. */
export interface Place {
  /** Relative to the workshop's folder, with slashes on every system. */
  file: string;
  /** From 1. */
  line: number;
}

/** How many cases of a check passed. */
export interface Tally {
  passed: number;
  failed: number;
  /** Left out with `skip`, `only` or `todo`: neither passed nor failed. */
  skipped: number;
  total: number;
}

export const NO_TALLY: Tally = { passed: 0, failed: 0, skipped: 0, total: 0 };

/** The outcome of the cases that are under one heading of a check. */
export interface CaseGroup {
  /** Titles. */
  passed: string[];
  /** What differs, of those that compare with a vector; the first few. */
  failed: VectorMismatch[];
}

/** The case of a check that is looked at first. */
export interface FailedCase {
  /** The names of its groups, and its own last. */
  test: string[];
  message: string;
  /** Where a comparison with a vector failed: what differs, as data. */
  mismatch?: VectorMismatch;
  /** The cases of the same group, which tell apart what may be wrong. */
  group: CaseGroup;
  /** Where the error was thrown, or else where the function under test is. */
  place?: Place;
}

/** What a check found: all is well, or the one thing to look at first. */
export type Finding =
  | { kind: 'passed' }
  /** A function that the learner has not begun. */
  | { kind: 'to-do'; functionName: string; task: string; place?: Place }
  | ({ kind: 'failed' } & FailedCase)
  /** The learner's files could not be loaded: a syntax error, say, or an error at import. */
  | { kind: 'not-loaded'; message: string; place?: Place }
  /** A file of the workshop is gone, of the learner's or the check. */
  | { kind: 'missing-file'; file: string; remedy: string }
  /**
   * The time limit struck while `test` was running, or before the first one; the place is where the
   * function under test is.
   */
  | { kind: 'timed-out'; test?: string; seconds: number; place?: Place }
  /** The process that ran the check ended before its verdict, while `test` was running. */
  | { kind: 'ended'; test?: string; how: string }
  /** Nothing failed, but not every case ran. */
  | { kind: 'skipped' }
  | { kind: 'no-tests' };

/** What the learner's code printed while the check ran. */
export interface CheckOutput {
  /** The first lines that were printed while the failed case ran. */
  fromCase: string[];
  /** The first lines that were printed otherwise. */
  others: string[];
  /** How many lines were printed in all. */
  lines: number;
}

export const NO_OUTPUT: CheckOutput = { fromCase: [], others: [], lines: 0 };

/** The result of checking a step once, as plain data. */
export interface Verdict {
  finding: Finding;
  tally: Tally;
  output: CheckOutput;
}

/** Whether the step is solved: every case ran, and passed. */
export function isPass({ finding }: Verdict): boolean {
  return finding.kind === 'passed';
}

/** Whether the check did not even load within its time: the machine is busy, and nothing is known. */
export function isUnknown({ finding }: Verdict): boolean {
  return finding.kind === 'timed-out' && finding.test === undefined;
}

/**
 * So many items of a list at most, from all over it and the first among them: neighbors are alike,
 * and tell the least apart.
 */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from(
    { length: most },
    (_, index) => items[Math.floor((index * items.length) / most)]!,
  );
}
