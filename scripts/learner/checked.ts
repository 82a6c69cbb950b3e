import type { Mistake } from '../sigv4/mistakes/mistake';
import { Checker } from './check/checker';
import { isCheckChanged } from './check/shipped-checks';
import { isPass, type Verdict } from './check/verdict';
import { mistakesShownBy } from './hints/diagnosis';
import { isDone, type ProgressFile } from './progress';
import { showChangedCheck, showVerdict, type WorkshopScreen } from './show/verdict';
import type { Step } from './steps';

/** A step that was checked. */
export interface Checked {
  verdict: Verdict;
  /** Behind what the verdict shows, as far as they are known. */
  mistakes: Mistake[];
  /** Whether the step passes for the first time, or again after it was reset. */
  isNewPass: boolean;
  at: Date;
}

/**
 * Checks a step once, and records nothing.
 *
 * @throws Error if no check can be run here
 */
export async function verdictOn(step: Step, root: string): Promise<Verdict> {
  const checker = new Checker({ root });
  try {
    return await checker.check(step);
  } finally {
    checker.close();
  }
}

/**
 * Checks a step once without a word, and records only that it passes.
 *
 * @throws Error if no check can be run here
 */
export async function passesCheck(
  step: Step,
  { root, progress }: { root: string; progress: ProgressFile },
): Promise<boolean> {
  const passes = isPass(await verdictOn(step, root));
  if (passes) progress.recordCheck(step.id, true, new Date());
  return passes;
}

/** Finds the mistakes behind a verdict, and remembers both. */
export function recordVerdict(
  step: Step,
  verdict: Verdict,
  { progress, now }: { progress: ProgressFile; now: Date },
): Checked {
  const mistakes = mistakesShownBy(verdict);
  const found = mistakes.map(({ id }) => id);
  const isNewPass = isPass(verdict) && !isDone(progress.of(step.id));
  progress.recordDiagnosis(step.id, found);
  progress.recordCheck(step.id, isPass(verdict), now);
  return { verdict, mistakes, isNewPass, at: now };
}

/** A verdict for people, and whether the check is still the one that was shipped. */
export function showChecked(
  step: Step,
  { verdict, mistakes }: Checked,
  screen: WorkshopScreen,
): string {
  const shown = showVerdict(step, verdict, screen, mistakes);
  return isCheckChanged(step) ? `${shown}\n\n${showChangedCheck(step, screen)}` : shown;
}
