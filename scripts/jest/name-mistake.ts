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

/** Texts that were right, by aspect: a mistake that would have shown in them was not made. */
const passed = new Map<string, AnsweredCase[]>();
let isWanted = true;

/** For those who name mistakes themselves from all results of a run. */
export function nameNoMistake(): void {
  isWanted = false;
}

/** Forgets what another check has compared: several may run in one test file. */
export function startOver(): void {
  passed.clear();
  isWanted = true;
}

/** Remembers a right text, which tells mistakes apart. */
export function rememberPassed(compared: ComparedText): void {
  const answered = answeredCase(compared);
  if (!isWanted || !answered) return;
  const earlier = passed.get(compared.aspect);
  if (earlier) earlier.push(answered);
  else passed.set(compared.aspect, [answered]);
}

/**
 * Names the mistake that reproduces a wrong text, to the byte: of the first wrong text of a test
 * file, since the others would hold up whoever waits for the result.
 *
 * @returns lines; none if nothing in the catalogue gives the same bytes
 */
export function nameMistake(compared: ComparedText): string[] {
  const failed = answeredCase(compared);
  if (!isWanted || !failed) return [];
  isWanted = false;
  return mistakeBehind([...(passed.get(compared.aspect) ?? []), failed], compared.aspect);
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
  const [explanation] = diagnose(cases, LIMITS.check).explanations;
  if (!explanation || explanation.mistakes.length > 1) return [];
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
