import { exercisesOf, starterOf } from '../../learner/starter';
import type { Step } from '../../learner/steps';
import { type Arrival, checkArrivals, finishedFilesOf, type ReportedCase } from './arrivals';

/** What the untouched functions of a step throw. */
export function todosOf(step: Step): string[] {
  return finishedFilesOf(step).flatMap(([, text]) => exercisesOf(text).map(({ todo }) => todo));
}

/**
 * Checks each step as a learner finds it who has finished all before it, and written nothing of it.
 *
 * @returns the cases of each step's check, by the step's id
 */
export function checkUntouched(steps: Step[]): Promise<Map<string, ReportedCase[]>> {
  return checkArrivals(steps.map(untouched));
}

function untouched(step: Step): Arrival {
  const starters = finishedFilesOf(step).map(([name, text]): [string, string] => [
    name,
    starterOf(text),
  ]);
  return { name: step.id, step, files: starters };
}
