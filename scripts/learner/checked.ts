import type { Mistake } from '../sigv4/mistakes/mistake';
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
