import { answerInText } from '../sigv4/diagnosis/answer-in-text';
import type { AnsweredCase } from '../sigv4/diagnosis/answered-case';
import type { Stage } from '../sigv4/stages';
import type { Mode, Vector } from '../sigv4/vectors';

/** A text of a stage that a check compares with a vector's. */
export interface ComparedText {
  vector: Vector;
  mode: Mode;
  stage: Stage;
  /** What the check is about: a stage, or a part of one. */
  aspect: string;
  text: string;
}

const COLUMNS = 90;

/** How a wrong text fails its case: what Jest hands on with the error. */
type Mismatch = object;

/** A compared text, as evidence. */
interface Evidence {
  answered: AnsweredCase;
  aspect: string;
  /** The heading that its case is under. */
  heading: string;
  /** Undefined if the text is right. */
  mismatch: Mismatch | undefined;
}

/** So many wrong texts are enough to tell mistakes apart. */
const WRONG_TEXTS = 8;

/** In the order of the check: a signer may remember keys. */
let compared: Evidence[] = [];
/** The error of the first wrong text. */
let firstError: Error | undefined;
let isWanted = true;

/** For those who name mistakes themselves from all results of a run. */
export function nameNoMistake(): void {
  isWanted = false;
}

/** Names the mistake of what was compared so far, and forgets it: several checks may run in one file. */
export function startOver(): void {
  nameInError();
  compared = [];
  firstError = undefined;
  isWanted = true;
}

/** Remembers a text that a check has compared; a right one, too, tells mistakes apart. */
export function remember(text: ComparedText, mismatch?: Mismatch): void {
  const answered = answeredCase(text);
  if (!isWanted || !answered) return;
  const name = expect.getState().currentTestName ?? '';
  const heading = name.slice(0, Math.max(0, name.lastIndexOf(text.vector.name)));
  compared.push({ answered, aspect: text.aspect, heading, mismatch });
}

/** Keeps the error in which the mistake is to be named: that of the first wrong text. */
export function noteError(error: Error & { matcherResult?: { mismatch?: Mismatch } }): void {
  const first = compared.find(({ mismatch }) => mismatch);
  if (first && error.matcherResult?.mismatch === first.mismatch) firstError = error;
}

/** Adds the mistake to the error of the first wrong text, once all texts are known. */
export function nameInError(): void {
  if (!firstError) return;
  const { message, stack = '' } = firstError;
  const named = [message, ...nameMistake()].join('\n');
  firstError.stack = stack.replace(message, () => named);
  firstError.message = named;
  firstError = undefined;
}

/**
 * Names the mistake that reproduces, to the byte, the first wrong text and all others under its
 * heading, or as many as are looked at.
 *
 * @returns lines; none if nothing in the catalogue gives the same bytes
 */
export function nameMistake(): string[] {
  const place = compared.findIndex(({ mismatch }) => mismatch);
  const first = compared[place];
  if (!first) return [];
  const { aspect, heading } = first;
  const cases = compared.filter(
    (one, index) => one.aspect === aspect && (index <= place || one.heading === heading),
  );
  const wrong = cases.filter(({ mismatch }) => mismatch);
  const looked = new Set(wrong.slice(0, WRONG_TEXTS));
  const evidence = cases.filter((one) => !one.mismatch || looked.has(one));
  return mistakeBehind(
    evidence.map(({ answered }) => answered),
    aspect,
  );
}

/** Mistakes that no answer to an aspect can show: the function never sees what they are about. */
const OUT_OF_REACH: Record<string, RegExp> = {
  'uri-encode': /^(path|query)-/,
  'canonical-uri': /^path-includes-query$/,
};

const NAMES_AT_MOST = 3;

/**
 * Names the mistake that reproduces all answers, to the byte.
 *
 * @param aspect what the answers are about, if they are about a part alone
 * @returns lines; none if nothing in the catalogue gives the same bytes, or only several mistakes at
 *   once, or so many different ones that a name would be a guess
 */
export function mistakeBehind(cases: AnsweredCase[], aspect = ''): string[] {
  // Loaded here, so that nobody whose checks pass waits for the catalogue.
  const { diagnose, LIMITS } = require('../sigv4/diagnosis/diagnose') as DiagnosisModule;
  const { describeExplanation } = require('../sigv4/describe-explanation') as DescribeModule;
  const { mistakeNamed } = require('../sigv4/mistakes/catalogue') as CatalogueModule;
  const { explanations, unexplained } = diagnose(cases, LIMITS.check);
  const [explanation, ...others] = explanations;
  // What explains some of the wrong texts may look like the mistake there, and be another one.
  if (!explanation || unexplained || others.length > 0) return [];
  if (explanation.mistakes.length > 1) return [];
  const ids = [explanation.mistakes, ...explanation.alternatives]
    .flat()
    .filter((id) => !OUT_OF_REACH[aspect]?.test(id));
  const [id] = ids;
  if (id === undefined || ids.length > NAMES_AT_MOST) return [];
  if (ids.length > 1) return [`The mistake is one of ${ids.join(', ')}.`];
  const { title, why, fix } = id === explanation.mistakes[0] ? explanation : mistakeNamed(id);
  return [
    `The mistake: ${id}`,
    ...describeExplanation({ ...explanation, title, why, fix, alternatives: [] }, COLUMNS),
  ];
}

type CatalogueModule = typeof import('../sigv4/mistakes/catalogue');
type DiagnosisModule = typeof import('../sigv4/diagnosis/diagnose');
type DescribeModule = typeof import('../sigv4/describe-explanation');

function answeredCase({ vector, mode, stage, text }: ComparedText): AnsweredCase | undefined {
  const answer = answerInText(stage, text);
  return answer ? { vector, mode, answer } : undefined;
}
