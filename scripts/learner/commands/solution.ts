import path from 'node:path';
import { sideBySide, WIDE_ENOUGH } from '../../terminal/diff/side-by-side';
import { type Pair, unifiedDiff } from '../../terminal/diff/unified';
import { plain } from '../../terminal/screen';
import { paragraph } from '../../terminal/wrap';
import { type CommandAnswer, type CommandContext, fileLines, howToGetBack } from '../command';
import { changeFiles, readIfThere } from '../snapshots/change-files';
import { type Source, sourcesOf } from '../sources';
import type { Step } from '../steps';

/**
 * Shows a step's solution as what differs from the learner's own work.
 *
 * @param passes whether the learner's own work passes the check, too
 */
export function showSolution(step: Step, passes: boolean, context: CommandContext): CommandAnswer {
  const { root, columns, style, progress, now } = context;
  if (!passes) progress.recordSolutionSeen(step.id, now);
  const pairs = sourcesOf(step.id, root).map((source) => pairOf(source, root));
  const wide = Number.isFinite(columns) && columns >= WIDE_ENOUGH;
  const shown = pairs
    .map((pair) => (wide ? sideBySide(pair, { columns, style }) : unifiedDiff(pair, style)))
    .filter((diff) => diff !== '');

  const files = pairs.map((pair) => ({
    file: pair.beforeName,
    solution: pair.afterName,
    diff: unifiedDiff(pair, plain),
  }));
  const end = passes
    ? 'Yours passes, too: this is only another way.'
    : `To write it into your file: npm run workshop -- solution ${step.number} --write`;
  const none = `Your files of step ${step.number} are those of the solution.`;
  const text = shown.length > 0 ? [...shown, paragraph(end, columns)].join('\n\n') : none;
  return { data: { step: step.id, passes, files }, text };
}

/**
 * Writes a step's solution into the learner's files, which are saved first.
 *
 * @throws Error if a file cannot be saved or written
 */
export function writeSolution(step: Step, { root, progress, now }: CommandContext): CommandAnswer {
  const changes = sourcesOf(step.id, root).map(({ file, solution }) => ({
    file,
    contents: Buffer.from(solution),
  }));
  const snapshot = changeFiles(root, changes, { why: `solution ${step.number}`, now });
  progress.recordSolutionTaken(step.id, now);

  const changed = snapshot?.files.map(({ file }) => file) ?? [];
  const data = { step: step.id, changed, snapshot: snapshot?.id ?? null };
  if (!snapshot)
    return { data, text: `Your files of step ${step.number} are the solution already.` };
  const text = [
    `Step ${step.number} holds the solution:\n${fileLines(changed)}`,
    howToGetBack(snapshot),
  ];
  return { data, text: text.join('\n\n') };
}

function pairOf({ file, solution }: Source, root: string): Pair {
  const own = readIfThere(path.join(root, file))?.toString('utf8') ?? '';
  return {
    before: own.replaceAll('\r', ''),
    after: solution,
    beforeName: file,
    afterName: file.replace(/^steps/, 'solutions'),
  };
}
