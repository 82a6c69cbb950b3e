import { paragraph } from '../../terminal/wrap';
import type { ProgressFile } from '../progress';
import type { WorkshopScreen } from '../show/verdict';
import { laddersFor, nextHint, type Stuck } from './ladder';
import { showHint } from './show-hint';

/**
 * The next hint for what a learner is stuck at, in words. That it was taken is recorded; the last
 * one may be read again and again. A step that passes needs none.
 */
export function takeHint(
  stuck: Stuck,
  { progress, ...screen }: WorkshopScreen & { progress: ProgressFile },
): string {
  const { step } = stuck;
  if (stuck.finding?.kind === 'passed') {
    const compare = `npm run workshop -- solution ${step.number}`;
    return paragraph(
      `Step ${step.number} passes: no hint is needed. To compare it with the solution: ${compare}`,
      screen.columns,
    );
  }
  const { hintLevels = {} } = progress.of(step.id);
  const next = nextHint(laddersFor(stuck, screen), hintLevels);
  if (!next) return `Step ${step.number} has no hints.`;
  const { ladder, level } = next;
  if (level > (hintLevels[ladder.key] ?? 0)) progress.recordHint(step.id, ladder.key, level);
  return showHint(step, next, screen);
}
