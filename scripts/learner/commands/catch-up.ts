import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandAnswer, type CommandContext, fileLines, howToGetBack } from '../command';
import { isDone } from '../progress';
import { changeFiles } from '../snapshots/change-files';
import { holdsSolution, sourcesOf } from '../sources';
import type { Step } from '../steps';

/**
 * Brings a learner to a step: each earlier one that is not finished gets its solution; what is
 * finished stays as the learner wrote it.
 *
 * @param passes checks a step that was begun, and of which no pass is recorded
 * @throws Error if a file cannot be saved or written
 */
export async function catchUp(
  target: Step,
  { root, steps, progress, now }: CommandContext,
  passes: (step: Step) => Promise<boolean>,
): Promise<CommandAnswer> {
  const before = progress.read();
  const given: Step[] = [];
  for (const step of stepsBefore(target, steps())) {
    const done = isDone(before[step.id]) || (isOwnWork(step, root) && (await passes(step)));
    if (!done) given.push(step);
  }

  const changes = given.flatMap(({ id }) =>
    sourcesOf(id, root).map(({ file, solution }) => ({ file, contents: Buffer.from(solution) })),
  );
  const snapshot = changeFiles(root, changes, { why: `catch-up ${target.number}`, now });
  for (const { id } of given) progress.recordSolutionTaken(id, now, true);

  const changed = snapshot?.files.map(({ file }) => file) ?? [];
  const data = {
    step: target.id,
    given: given.map(({ id }) => id),
    changed,
    snapshot: snapshot?.id ?? null,
  };
  const saved = snapshot ? [howToGetBack(snapshot)] : [];
  return { data, text: [...said(target, given, changed), ...saved, next(target)].join('\n\n') };
}

function stepsBefore(target: Step, steps: Step[]): Step[] {
  return steps.slice(
    0,
    steps.findIndex(({ id }) => id === target.id),
  );
}

function said(target: Step, given: Step[], changed: string[]): string[] {
  if (given.length === 0) return [`Every step before ${target.number} is finished already.`];
  const names = given.map(({ number }) => number).join(', ');
  return [`Finished with the solutions: ${names}.`, fileLines(changed)].filter((text) => text);
}

function next({ number, title }: Step): string {
  return `Continue with step ${number}, ${title}: npm start ${number}`;
}

/** Whether a file holds anything else than its starter, and they are not all the solution's. */
function isOwnWork(step: Step, root: string): boolean {
  if (holdsSolution(step.id, root)) return false;
  return sourcesOf(step.id, root).some(({ file, starter }) => {
    const learners = path.join(root, file);
    return existsSync(learners) && readFileSync(learners, 'utf8').replaceAll('\r', '') !== starter;
  });
}
