import type { Mistake } from '../sigv4/mistakes/mistake';
import { Checker } from './check/checker';
import { isCheckChanged } from './check/shipped-checks';
import { isPass, isUnknown, type Verdict } from './check/verdict';
import { mistakesShownBy } from './hints/diagnosis';
import { idsOf } from './hints/mistakes-found';
import type { Progress, ProgressFile } from './progress';
import { showChangedCheck, showVerdict, type WorkshopScreen } from './show/verdict';
import { hasVerification, type Step } from './steps';

/** A step that was checked. */
export interface Checked {
  verdict: Verdict;
  /** Behind what the verdict shows, if known. */
  mistakes: Mistake[];
  /** Whether the step passes for the first time, or again after it was reset. */
  isNewPass: boolean;
  at: Date;
  /** Whether the check is another one than was shipped. */
  isCheckChanged: boolean;
  /** Whether the step can be verified on an account, too. */
  hasVerification: boolean;
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
  { progress: file, now }: { progress: ProgressFile; now: Date },
): { checked: Checked; progress: Progress } {
  const mistakes = mistakesShownBy(verdict);
  const ids = idsOf(verdict.finding, mistakes);
  const { isNewPass, progress } = file.recordCheck(step.id, isPass(verdict), now, ids);
  const checked = {
    verdict,
    mistakes,
    isNewPass,
    at: now,
    isCheckChanged: isCheckChanged(step),
    hasVerification: hasVerification(step),
  };
  return { checked, progress };
}

/** Remembers whether a step that was done still passes. */
export function recordRecheck(
  step: Step,
  verdict: Verdict,
  { progress, now }: { progress: ProgressFile; now: Date },
): Progress {
  if (isUnknown(verdict)) return progress.read();
  return progress.recordCheck(step.id, isPass(verdict), now).progress;
}

/** A verdict for people, and whether the check is still the one that was shipped. */
export function showChecked(step: Step, checked: Checked, screen: WorkshopScreen): string {
  const shown = showVerdict(step, checked.verdict, screen, checked.mistakes);
  return checked.isCheckChanged ? `${shown}\n\n${showChangedCheck(step, screen)}` : shown;
}
