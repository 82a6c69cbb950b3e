import type { ProgressFile } from '../progress';
import { showHint } from '../show/hint';
import type { Style } from '../show/style';
import { laddersFor, nextHint, type Stuck } from './ladder';

/**
 * The next hint for what a learner is stuck at, in words. That it was taken is recorded; the last
 * one may be read again and again.
 */
export function takeHint(
  stuck: Stuck,
  { root, style, progress }: { root: string; style: Style; progress: ProgressFile },
): string {
  const { step } = stuck;
  const { hintLevels = {} } = progress.of(step.id);
  const next = nextHint(laddersFor(stuck, { root, style }), hintLevels);
  if (!next) return `Step ${step.number} has no hints.`;
  const { ladder, number } = next;
  if (number > (hintLevels[ladder.key] ?? 0)) progress.recordHint(step.id, ladder.key, number);
  return showHint(step, next, { root, style });
}
