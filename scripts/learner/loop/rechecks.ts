import path from 'node:path';
import { type Progress, wasDone } from '../progress';
import type { Step } from '../steps';

/** The step that a file belongs to, and those that follow: all that it may have broken. */
export function stepsOn(file: string, steps: readonly Step[]): Step[] {
  const owner = steps.findIndex(({ directory }) => file.startsWith(directory + path.sep));
  return owner < 0 ? [] : steps.slice(owner);
}

export function isAfter(step: Step, other: Step): boolean {
  return Number(step.number) > Number(other.number);
}

/** The step that the learner is at, and whether its last check passed. */
export interface StepAtHand {
  step: Step;
  passes: boolean;
}

/**
 * The step to check again, of those that a save may have broken. Each depends on those before it: it
 * waits as long as one of them is open or does not pass.
 *
 * @param waiting in any order
 * @returns the step, if there is one to check now; and those that still wait, in order
 */
export function nextRecheck(
  waiting: readonly Step[],
  atHand: StepAtHand,
  progress: Progress,
): { step?: Step; waiting: Step[] } {
  const inOrder = [...waiting].sort((a, b) => Number(a.number) - Number(b.number));
  const isKnownToPass = (step: Step) => atHand.passes && step === atHand.step;
  const firstOpen = inOrder.findIndex((step) => isOpen(step, atHand, progress));
  const candidates = inOrder.slice(0, firstOpen < 0 ? undefined : firstOpen);
  const step = candidates.find((one) => !isKnownToPass(one));
  return { step, waiting: inOrder.filter((one) => !isKnownToPass(one)) };
}

/** Whether it is known already that a step does not pass, or that it fails for another. */
function isOpen(step: Step, { step: current, passes }: StepAtHand, progress: Progress): boolean {
  if (!passes && (step === current || isAfter(step, current))) return true;
  return step !== current && !wasDone(progress[step.id]);
}
