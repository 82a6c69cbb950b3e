import { type Difference, firstDifference } from '../first-difference';
import { STAGES, sign, signingKeyHex } from '../staged-signer/staged-signer';
import type { Stage } from '../stages';
import type { Mode } from '../vectors';
import { type Combination, idsOf, NO_MISTAKE, withMistakes } from './candidates';
import { type AnsweredCase, type Evidence, evidenceOf, reproduces } from './evidence';
import { setsApart } from './features';
import { explainedGroups, type Group, type Limits } from './groups';

import { simplestFirst } from './search';

export type { Answer, AnsweredCase } from './evidence';

/** What is wrong with a signer, as far as the catalogue knows it. */
export interface Diagnosis {
  /** The best one first; none if nothing failed. */
  explanations: Explanation[];
  /** What no set of mistakes reproduces; null if all that failed is explained. */
  unexplained: Unexplained | null;
  /** The failed cases, in the order of the input. */
  cases: DiagnosedCase[];
}

/** A set of mistakes that, made together, reproduces every answer that it explains to the byte. */
export interface Explanation {
  /** Ids of the catalogue, in the order of the stages. */
  mistakes: string[];
  /** How each of them is made, in the words of the catalogue. */
  variants: string[];
  /** Failed cases that it explains, of all failed cases. */
  explains: number;
  of: number;
  cases: CaseName[];
  title: string;
  why: string;
  fix: string;
  /** Other sets, no larger, that reproduce the same answers: these cases cannot tell them apart. */
  alternatives: string[][];
}

export interface CaseName {
  name: string;
  mode: Mode;
}

export interface DiagnosedCase extends CaseName {
  /** Those mistakes of its explanation that show in this case; empty if it is not explained. */
  mistakes: string[];
}

/** Failed cases that nothing in the catalogue reproduces. */
export interface Unexplained {
  cases: CaseName[];
  /** The one to look at. */
  smallest: CaseName;
  /** Where its answer first differs; null if it gives only a signature. */
  firstDifference: Difference | null;
  /** What it has and the passed cases do not: completes "It …". */
  setsApart: string[];
}

export type DiagnosisOptions = Partial<Limits>;

const DEFAULT_LIMITS: Limits = { mistakes: 3, trials: 600_000 };

/**
 * Names the mistakes of a signer from its answers. It puts the mistakes of the catalogue into a
 * signer of our own, one by one and together, until that one gives the same answers. What does not
 * reproduce the bytes, or would have broken a case that passed, is not named.
 *
 * @param cases all answers of one run in the order they were given, right and wrong: what passed is
 *   evidence too. A signature is enough; with `canonicalRequest`, `stringToSign` or `signingKey`
 *   beside it or in its place, more mistakes at a time can be told apart
 * @param options `mistakes`: how many together at most (3); `trials`: how many signatures may be
 *   computed on the way (600,000, some ten seconds)
 */
export function diagnose(
  cases: readonly AnsweredCase[],
  options: DiagnosisOptions = {},
): Diagnosis {
  const evidence = evidenceOf(cases);
  const failed = evidence.filter(({ passed }) => !passed);
  const groups = explainedGroups(evidence, { ...DEFAULT_LIMITS, ...options });
  const isExplained = (one: Evidence) => groups.some((group) => group.cases.includes(one));
  const open = failed.filter((one) => !isExplained(one));
  return {
    explanations: groups.map((group) => explanationOf(group, failed.length)),
    unexplained:
      open.length === 0
        ? null
        : unexplainedOf(
            open,
            evidence.filter(({ passed }) => passed),
          ),
    cases: failed.map((one) => ({ ...nameOf(one), mistakes: mistakesOf(one, groups) })),
  };
}

function nameOf({ case: { vector, mode } }: Evidence): CaseName {
  return { name: vector.name, mode };
}

function explanationOf({ cause, alternatives, cases }: Group, of: number): Explanation {
  const { members } = cause;
  const sentences = (texts: string[]) => [...new Set(texts)].join(' ');
  const own = idsOf(cause).join();
  const others = new Set(alternatives.map((set) => idsOf(set).join()).filter((ids) => ids !== own));
  return {
    mistakes: idsOf(cause),
    variants: members.map(({ variant }) => variant.name),
    explains: cases.length,
    of,
    cases: cases.map(nameOf),
    title: members.map(({ mistake, variant }) => `${mistake.title} (${variant.name})`).join('; '),
    why: sentences(members.map(({ mistake }) => mistake.why)),
    fix: sentences(members.map(({ mistake }) => mistake.fix)),
    alternatives: Array.from(others, (ids) => ids.split(',')),
  };
}

function mistakesOf(one: Evidence, groups: readonly Group[]): string[] {
  const group = groups.find(({ cases }) => cases.includes(one));
  return group ? idsOf(withoutIdle(group.cause, one)) : [];
}

/** Without the mistakes that are not needed to reproduce this one answer. */
function withoutIdle(cause: Combination, one: Evidence): Combination {
  for (const member of cause.members) {
    const others = cause.members.filter((other) => other !== member);
    const smaller = withMistakes(NO_MISTAKE, others);
    if (smaller && reproduces(smaller, one)) return withoutIdle(smaller, one);
  }
  return cause;
}

function unexplainedOf(open: readonly Evidence[], passed: readonly Evidence[]): Unexplained {
  const [smallest] = simplestFirst(open) as [Evidence];
  return {
    cases: open.map(nameOf),
    smallest: nameOf(smallest),
    firstDifference: differenceOf(smallest),
    setsApart: setsApart(smallest.case, open, passed),
  };
}

function differenceOf({ input, case: { answer } }: Evidence): Difference | null {
  const correct = sign(STAGES, input);
  const stages: [Stage, string, string | undefined][] = [
    ['canonical-request', correct.canonicalRequest, answer.canonicalRequest],
    ['string-to-sign', correct.stringToSign, answer.stringToSign],
    ['signing-key', signingKeyHex(correct), answer.signingKey],
  ];
  for (const [stage, expected, actual] of stages) {
    const difference = actual === undefined ? null : firstDifference(stage, expected, actual);
    if (difference) return difference;
  }
  return null;
}
