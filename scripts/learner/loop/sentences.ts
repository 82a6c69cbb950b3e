import { isUnknown, type Verdict } from '../check/verdict';
import type { Step } from '../steps';

/** That a step which was done fails now; undefined where nothing is known of it. */
export function regression(step: Step, verdict: Verdict): string | undefined {
  if (isUnknown(verdict)) return undefined;
  const { passed, total } = verdict.tally;
  const count = total > 0 ? `${passed} of ${total} cases pass` : 'its check does not run';
  return `Step ${step.number} passed before, and no longer does: ${count}. Press b to go to it.`;
}

/** That the file saved is not of the step that is checked: whoever works ahead wonders otherwise. */
export function workedAhead(ahead: Step, { at, isNext }: { at: Step; isNext: boolean }): string {
  const way = isNext ? 'Enter goes on to it' : `npm start ${ahead.number} works on that one`;
  return `You saved a file of step ${ahead.number}; what is checked here is step ${at.number}: ${way}.`;
}
