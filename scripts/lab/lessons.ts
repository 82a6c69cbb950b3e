import { showLesson } from '../learner/show/lesson';
import type { Step } from '../learner/steps';
import type { PageFiles } from './bundle';

/** Columns of a lesson that is read as plain text in a browser. */
const COLUMNS = 96;

/** The lessons as plain text, without their hints, to be read beside the page. */
export function lessonFiles(root: string, steps: readonly Step[]): PageFiles {
  const style = (_: string, text: string) => text;
  return Object.fromEntries(
    steps.map((step) => [
      `lessons/${step.id}.txt`,
      showLesson(step, { root, columns: COLUMNS, style }),
    ]),
  );
}
