import type { Style } from '../../terminal/screen';
import { relativeTo } from '../check/places';
import { isBroken, isDone, type Progress, type StepProgress } from '../progress';
import { exerciseFilesOf, type Step } from '../steps';

/** The steps with what is done, what is at hand and how long each takes. */
export function showMap(
  steps: readonly Step[],
  progress: Progress,
  current: Step | undefined,
  style: Style,
): string {
  const done = steps.filter(({ id }) => isDone(progress[id])).length;
  const broken = steps.filter(({ id }) => isBroken(progress[id]));
  const stateWidth = (broken.length > 0 ? 'broken' : 'done').length;
  const width = Math.max(...steps.map(({ title }) => title.length));
  const lines = steps.map((step) => {
    const isHere = step.id === current?.id;
    const recorded = stateOf(progress[step.id]);
    const state = recorded || (isHere ? 'here' : '');
    const planned = `${`${step.minutes}`.padStart(3)} min`;
    const mark = isHere && recorded ? '  here' : '';
    const line = `  ${state.padEnd(stateWidth)}  ${step.number}  ${step.title.padEnd(width)}  ${planned}${mark}`;
    if (isHere) return style('strong', line);
    return state === 'done' ? style('good', line) : line;
  });
  return [
    style('strong', `The workshop: ${done} of ${steps.length} steps done`),
    '',
    ...lines,
    ...(broken.length > 0 ? ['', nowBroken(broken)] : []),
  ].join('\n');
}

function stateOf(progress: StepProgress | undefined): 'done' | 'broken' | '' {
  if (isDone(progress)) return 'done';
  return isBroken(progress) ? 'broken' : '';
}

/** Which steps are to be fixed, below a list of steps. */
export function nowBroken(steps: readonly Pick<Step, 'number'>[]): string {
  return `Passed, now broken: ${steps.map(({ number }) => number).join(', ')}.`;
}

/** Where a step's lesson and files are. */
export function showStep(step: Step, root: string, style: Style): string {
  const toWrite = exerciseFilesOf(step, root);
  const files = step.files.map((file) => ({
    label: toWrite.includes(file) ? 'write' : 'read',
    file,
  }));
  const paths = [{ label: 'lesson', file: step.lesson }, ...files];
  return [
    style('strong', `Step ${step.number}: ${step.title}`),
    ...paths.map(({ label, file }) => `  ${label.padEnd(6)}  ${relativeTo(root, file)}`),
  ].join('\n');
}
