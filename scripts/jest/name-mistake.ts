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
  return mistakeBehind([...(passed.get(compared.aspect) ?? []), failed]);
}

/**
 * Names the mistake that reproduces all answers, to the byte.
 *
 * @returns lines; none if nothing in the catalogue gives the same bytes
 */
export function mistakeBehind(cases: AnsweredCase[]): string[] {
  // Loaded here, so that nobody whose checks pass waits for the catalogue.
  const { diagnose, LIMITS } = require('../sigv4/diagnosis/diagnose') as DiagnosisModule;
  const { describeExplanation } = require('../sigv4/describe-explanation') as DescribeModule;
  const [explanation] = diagnose(cases, LIMITS.check).explanations;
  if (!explanation) return [];
  return [
    `The mistake: ${explanation.mistakes.join(' + ')}`,
    // A single case hardly tells one from another; the likeliest is enough here.
    ...describeExplanation({ ...explanation, alternatives: [] }, COLUMNS),
  ];
}

type DiagnosisModule = typeof import('../sigv4/diagnosis/diagnose');
type DescribeModule = typeof import('../sigv4/describe-explanation');

function answeredCase({ vector, mode, stage, text }: ComparedText): AnsweredCase | undefined {
  const answer = answerInText(stage, text);
  return answer ? { vector, mode, answer } : undefined;
}
