import { MODES } from '../vectors';
import type { Candidate, Combination } from './candidates';
import { idsOf } from './candidates';
import { type Evidence, evidenceOfKind } from './evidence';
import { type Budget, Search } from './search';

/** A mistake that one kind of text shows by itself, whatever else is wrong. */
export interface ToldCause {
  cause: Candidate;
  /** Answers whose text is wrong because of it. */
  cases: Evidence[];
  /** Other mistakes that give the same texts. */
  alternatives: Combination[];
}

/** What an answer may tell, in the order of the stages, each by itself. */
const KINDS: [kind: string, givenBy?: Parameters<typeof evidenceOfKind>[2]][] = [
  ['timestamp 0'],
  ['credential 0'],
  ['signedHeaders 0'],
  ['canonicalRequest 0'],
  ['canonicalRequest 1'],
  ['canonicalRequest 2'],
  ['canonicalRequest 3'],
  ['canonicalRequest 4'],
  ['stringToSign 0'],
  ['stringToSign 1'],
  ['stringToSign 2'],
  [
    'stringToSign 3',
    ({ canonicalRequest }) =>
      canonicalRequest === undefined ? undefined : { canonicalRequest: () => canonicalRequest },
  ],
  ['signingKey 0'],
  [
    'signature 0',
    ({ stringToSign }) =>
      stringToSign === undefined ? undefined : { stringToSign: () => stringToSign },
  ],
];

/** Mistakes at most that one kind of text is explained by. */
const MISTAKES = 2;

/**
 * Reads the mistakes that the texts of the answers show one by one, where the answers as a whole are
 * not explained: what is in one line is not hidden by an unknown mistake in another. A mistake is
 * told only if it gives every text of its kind, those that are right included; or every one of a
 * form, since signing adds to the query in one form only.
 *
 * @param budget what is left of it is left
 */
export function toldCauses(
  evidence: readonly Evidence[],
  candidates: readonly Candidate[],
  budget: Budget,
): ToldCause[] {
  const told = new Map<string, ToldCause>();
  for (const [kind, givenBy] of KINDS) {
    const texts = evidenceOfKind(evidence, kind, givenBy);
    const forms = MODES.map((mode) => texts.filter((one) => one.case.mode === mode));
    for (const some of [texts, ...forms]) {
      const causes = causesOf(some, candidates, budget);
      for (const cause of causes) {
        const { id } = cause.cause.mistake;
        if (!told.has(id)) told.set(id, cause);
      }
      if (causes.length > 0) break;
    }
  }
  return [...told.values()];
}

/** The smallest set of mistakes that gives all of some texts, each with the others that do. */
function causesOf(
  texts: readonly Evidence[],
  candidates: readonly Candidate[],
  budget: Budget,
): ToldCause[] {
  const cases = texts.filter(({ passed }) => !passed);
  if (cases.length === 0) return [];
  const right = texts.filter(({ passed }) => passed);
  const search = new Search(candidates, right, budget);
  const [cause, ...others] = search.smallestSets(cases, { mistakes: MISTAKES, atOnce: 1 });
  if (!cause) return [];
  const alternatives = others.filter((other) => idsOf(other).join() !== idsOf(cause).join());
  return cause.members.map((member) => ({ cause: member, cases, alternatives }));
}
