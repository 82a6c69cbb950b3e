import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finishedOf, starterOf } from './starter';

/** A file of a step that has a finished version. */
export interface Source {
  /** Relative to the workshop's folder, with slashes: `steps/05-string-to-sign/…`. */
  file: string;
  solution: string;
  /** What the learner begins with. */
  starter: string;
}

/** The files that solutions/ has for a step, whether the learner's folder still has them or not. */
export function sourcesOf(stepId: string, root: string): Source[] {
  const folder = path.join(root, 'solutions', stepId);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => {
      const solution = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r', '');
      const file = `steps/${stepId}/${name}`;
      return { file, solution: finishedOf(solution), starter: starterOf(solution) };
    });
}

/** Whether a step's files are those of its solution, to the letter: then they are no own work. */
export function holdsSolution(stepId: string, root: string): boolean {
  const exercises = sourcesOf(stepId, root).filter(({ starter, solution }) => starter !== solution);
  const isSolution = ({ file, solution }: Source) => {
    const learners = path.join(root, file);
    return existsSync(learners) && readFileSync(learners, 'utf8').replaceAll('\r', '') === solution;
  };
  return exercises.length > 0 && exercises.every(isSolution);
}
