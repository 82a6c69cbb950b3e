import { readSteps, stepNumbered } from '../../../learner/steps';
import {
  type Arrival,
  checkArrivals,
  finishedFilesOf,
  type ReportedCase,
} from '../../testing/arrivals';
import type { WrongAnswer } from '../wrong-answer';

/** Wrong answers to one step, all in one of its files. */
export interface AnswersToStep {
  step: string;
  file: string;
  answers: WrongAnswer[];
}

/** What a learner is told: the first failure under the answer's heading. */
export interface Told {
  message: string;
  /** The message, and where it comes from. */
  stack: string;
}

/**
 * Runs the steps' own checks on wrong answers. Answers in functions that have nothing to do with each
 * other are checked together.
 *
 * @returns what each learner is told; nothing, where the check passes under the answer's heading
 */
export async function checkAnswers(sets: AnswersToStep[]): Promise<Map<WrongAnswer, Told>> {
  const rounds = sets
    .flatMap(roundsOf)
    .map((round, index) => ({ ...round, name: `round-${index}` }));
  const cases = await checkArrivals(rounds);
  const told = new Map<WrongAnswer, Told>();
  for (const { name, answers } of rounds) {
    for (const answer of answers) {
      const failure = failureUnder(answer.heading, cases.get(name) ?? []);
      if (failure !== undefined) told.set(answer, failure);
    }
  }
  return told;
}

function failureUnder(heading: string, cases: ReportedCase[]): Told | undefined {
  const failed = cases.find(
    ({ status, fullName }) => status === 'failed' && fullName.startsWith(heading),
  );
  if (!failed) return undefined;
  const stack = failed.failureMessages[0] ?? '';
  return { message: stack.split(/\n\s+at /)[0] ?? '', stack };
}

interface Round extends Omit<Arrival, 'name'> {
  answers: WrongAnswer[];
}

function roundsOf({ step: number, file, answers }: AnswersToStep): Round[] {
  const step = stepNumbered(readSteps(), number);
  return grouped(answers).map((group) => {
    const files = finishedFilesOf(step).map(([name, text]): [string, string] => [
      name,
      name === file ? group.reduce(changed, text) : text,
    ]);
    return { step, files, headings: group.map(({ heading }) => heading), answers: group };
  });
}

/** Groups of answers that do not meet: with one of each heading, or alone. */
function grouped(answers: WrongAnswer[]): WrongAnswer[][] {
  const groups: WrongAnswer[][] = [];
  for (const answer of answers) {
    const group = groups.find((others) => others.every((other) => !doMeet(answer, other)));
    if (group) group.push(answer);
    else groups.push([answer]);
  }
  return groups;
}

function doMeet(one: WrongAnswer, other: WrongAnswer): boolean {
  return one.alone === true || other.alone === true || one.heading === other.heading;
}

/** @throws Error when the solution has not exactly one such text */
function changed(solution: string, { mistake, text, replacement }: WrongAnswer): string {
  const parts = solution.split(text);
  if (parts.length === 2) return parts.join(replacement);
  throw new Error(
    `"${mistake}": the solution has ${parts.length - 1} times ${text}; it must have it once.`,
  );
}
