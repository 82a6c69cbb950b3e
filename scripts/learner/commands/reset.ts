import { type CommandAnswer, type CommandContext, fileLines, howToGetBack } from '../command';
import { changeFiles } from '../snapshots/change-files';
import { sourcesOf } from '../sources';
import type { Step } from '../steps';

/**
 * Starts a step over: its files become the starters, made from the solutions.
 *
 * @throws Error if a file cannot be saved or written
 */
export function reset(step: Step, { root, progress, now }: CommandContext): CommandAnswer {
  const changes = sourcesOf(step.id, root).map(({ file, starter }) => ({
    file,
    contents: Buffer.from(starter),
  }));
  const snapshot = changeFiles(root, changes, { why: `reset ${step.number}`, now });
  progress.recordReset(step.id, now);

  const changed = snapshot?.files.map(({ file }) => file) ?? [];
  const data = { step: step.id, changed, snapshot: snapshot?.id ?? null };
  if (!snapshot) return { data, text: `Step ${step.number} is as it was at the beginning.` };
  const text = [
    `Step ${step.number} is as it was at the beginning:\n${fileLines(changed)}`,
    howToGetBack(snapshot),
  ];
  return { data, text: text.join('\n\n') };
}
