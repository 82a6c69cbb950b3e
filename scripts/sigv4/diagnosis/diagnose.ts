import type { Difference } from '../first-difference';
import { STAGES, sign } from '../staged-signer/staged-signer';
import type { Mode } from '../vectors';
import { answerDifference } from './answer-difference';
import type { AnsweredCase } from './answered-case';
import {
  CANDIDATES,
  type Candidate,
  type Combination,
  idsOf,
  NO_MISTAKE,
  withMistakes,
} from './candidates';
import { type Evidence, evidenceOf, reproduces } from './evidence';
import { setsApart } from './features';
import { explainedGroups, type Group } from './groups';
import { type NearSet, nearSetsOf } from './near-sets';
import { believable } from './partial-groups';
import { type Budget, isSpent, simplestFirst, withShare } from './search';
import { toldCandidates } from './told-candidates';
import { type ToldCause, toldCauses } from './told-causes';

/** What is wrong with a signer, as far as the catalogue knows it. */
export interface Diagnosis {
  /** The best one first; none if nothing failed. */
  explanations: Explanation[];
  /** What explains all the rest, except a few passed cases that speak against it. */
  nearMisses: NearMiss[];
  /** Mistakes that the texts of unexplained answers show line by line, beside one that is unknown. */
  told: ToldMistake[];
  /** What no set of mistakes reproduces; undefined if all that failed is explained. */
  unexplained: Unexplained | undefined;
  /** The failed cases, in the order of the input. */
  cases: DiagnosedCase[];
}

/** The diagnosis of a signer whose every answer is right. */
export const NOTHING_WRONG: Diagnosis = {
  explanations: [],
  nearMisses: [],
  told: [],
  unexplained: undefined,
  cases: [],
};

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
  /** The mistakes one by one, the one that shows in the most cases first. */
  members: Member[];
  /** Other sets, no larger, that reproduce the same answers: these cases cannot tell them apart. */
  alternatives: string[][];
}

/** A mistake of an explanation by itself. */
export interface Member {
  mistake: string;
  variant: string;
  title: string;
  why: string;
  fix: string;
  /** Explained cases that the other mistakes would not explain without it. */
  shows: number;
}

/** A set of mistakes that would explain failed cases, and would have broken passed ones. */
export interface NearMiss extends Explanation {
  /** The passed cases that speak against it. */
  against: CaseName[];
}

/** A mistake that one kind of text shows, while the answers as a whole are not explained. */
export interface ToldMistake extends Omit<Member, 'shows'> {
  /** The cases whose text it explains. */
  cases: CaseName[];
  /** Other sets that give the same texts. */
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
  /** Where its answer first differs; undefined if it gives only a signature. */
  firstDifference: Difference | undefined;
  /** What it has and the passed cases do not: completes "It …". */
  setsApart: string[];
  /** Whether the search was stopped at its limit, so that a longer one might explain them. */
  isCapped: boolean;
}

/** Of the whole search, what is for explanations; the rest is for what they leave open. */
const EXPLAINING = 0.8;

/** How far a diagnosis goes. */
export interface Limits extends Budget {
  /** Mistakes in one explanation. */
  mistakes: number;
}

/**
 * How far a diagnosis goes, by what asks for it. What shows one by one is found soon, however much
 * it is; so the limit is on what does not.
 */
export const LIMITS = {
  /** A signer's answers to all vectors: some three seconds at most. */
  signer: { mistakes: 8, trials: 100_000 },
  /** The same, for those who prefer to wait: about a minute. */
  thorough: { mistakes: 8, trials: 3_000_000 },
  /** One refused request, both sides' texts of which are known. */
  refusal: { mistakes: 8, trials: 100_000 },
  /** One request to local AWS, which answers nobody else meanwhile: half a second at most. */
  record: { mistakes: 2, trials: 10_000 },
  /** The first wrong texts of a check, and the right ones beside them: too short to be felt. */
  check: { mistakes: 2, trials: 2000 },
  /** The wrong texts of a check that has ended. */
  hint: { mistakes: 2, trials: 5000 },
} as const satisfies Record<string, Limits>;

/**
 * Names the mistakes of a signer from its answers. It puts the mistakes of the catalogue into a
 * signer of our own, one by one and together, until that one gives the same answers. What does not
 * reproduce the bytes, or would have broken a case that passed, is not named.
 *
 * @param cases all answers of one run in the order they were given, right and wrong: what passed is
 *   evidence too. A signature is enough; with `canonicalRequest`, `stringToSign` or `signingKey`
 *   beside it or in its place, more mistakes at a time can be told apart
 * @param limits one of LIMITS
 */
export function diagnose(
  cases: readonly AnsweredCase[],
  limits: Limits = LIMITS.signer,
): Diagnosis {
  const evidence = evidenceOf(cases);
  const failed = evidence.filter(({ passed }) => !passed);
  const candidates = [...toldCandidates(cases), ...candidatesFor(cases)];
  const { mistakes, ...budget } = limits;
  const { groups, isCapped } = withShare(budget, EXPLAINING, () => ({
    groups: believable(explainedGroups(evidence, candidates, mistakes, budget), failed),
    isCapped: isSpent(budget),
  }));
  const isExplained = (one: Evidence) => groups.some((group) => group.cases.includes(one));
  const open = failed.filter((one) => !isExplained(one));
  const passed = evidence.filter((one) => one.passed);
  return {
    explanations: groups.map((group) => explanationOf(group, failed.length)),
    nearMisses: nearSetsOf(open, passed, candidates, budget).map((set) =>
      nearMissOf(set, failed.length),
    ),
    told: open.length === 0 ? [] : toldCauses(evidence, candidates, budget).map(toldMistakeOf),
    unexplained: open.length === 0 ? undefined : unexplainedOf(open, passed, isCapped),
    cases: failed.map((one) => ({ ...nameOf(one), mistakes: mistakesOf(one, groups) })),
  };
}

/** Without the mistakes that show only at a service of which there is no case. */
function candidatesFor(cases: readonly AnsweredCase[]): readonly Candidate[] {
  const profiles = new Set(cases.map(({ vector }) => vector.context.profile));
  return CANDIDATES.filter(
    ({ variant: { profile } }) => profile === undefined || profiles.has(profile),
  );
}

function nameOf({ case: { vector, mode } }: Evidence): CaseName {
  return { name: vector.name, mode };
}

function nearMissOf({ cause, cases, against }: NearSet, of: number): NearMiss {
  return {
    ...explanationOf({ cause, cases, alternatives: [] }, of),
    against: against.map(nameOf),
  };
}

function toldMistakeOf({
  cause: { mistake, variant },
  cases,
  alternatives,
}: ToldCause): ToldMistake {
  return {
    mistake: mistake.id,
    variant: variant.name,
    title: mistake.title,
    why: mistake.why,
    fix: mistake.fix,
    cases: cases.map(nameOf),
    alternatives: alternatives.map(idsOf),
  };
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
    members: membersOf(cause, cases),
    alternatives: Array.from(others, (ids) => ids.split(',')),
  };
}

function membersOf(cause: Combination, cases: readonly Evidence[]): Member[] {
  const shown = cases.map((one) => withoutIdle(cause, one).members);
  return cause.members
    .map((member) => ({
      mistake: member.mistake.id,
      variant: member.variant.name,
      title: member.mistake.title,
      why: member.mistake.why,
      fix: member.mistake.fix,
      shows: shown.filter((members) => members.includes(member)).length,
    }))
    .sort((a, b) => b.shows - a.shows);
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

function unexplainedOf(
  open: readonly Evidence[],
  passed: readonly Evidence[],
  isCapped: boolean,
): Unexplained {
  const [smallest] = simplestFirst(open) as [Evidence];
  return {
    cases: open.map(nameOf),
    smallest: nameOf(smallest),
    firstDifference: answerDifference(smallest.case.answer, sign(STAGES, smallest.input)),
    setsApart: setsApart(smallest.case, open, passed),
    isCapped,
  };
}
