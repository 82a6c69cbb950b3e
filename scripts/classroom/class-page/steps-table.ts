import { minutes } from '../../terminal/words';
import { type StepSummary, WAYS_DONE } from '../class-summary';
import { type Html, html } from './html';
import { bar, type Cell, type Column, cell, cells, sortableTable } from './table';

const COLUMNS: Column[] = [
  { title: 'Step', narrow: true },
  { title: 'Done', figures: true },
  { title: 'How', narrow: true },
  { title: 'At it now', figures: true },
  { title: 'Stuck', figures: true },
  { title: 'Planned', figures: true },
  { title: 'Median (of)', figures: true },
  { title: 'Against the plan', narrow: true },
];

/** How far the class is, step by step. */
export function stepsTable(steps: StepSummary[], learners: number): Html {
  const rows = steps.map((step) => html`<tr>${cells(COLUMNS, cellsOf(step, learners))}</tr>\n`);
  return sortableTable('Steps: how many are where, and how long it takes', COLUMNS, rows);
}

function cellsOf(step: StepSummary, learners: number): Cell[] {
  const { passed, solution, here, stuck, minutesPlanned, medianSeconds } = step;
  const done = passed + solution;
  return [
    cell(step.step, `${step.step.slice(0, 2)} ${step.title}`),
    withBar(done, learners, 'passed'),
    cell(passed / Math.max(done, 1), howDone(step)),
    withBar(here, learners, 'here'),
    { content: html`<span class="${stuck > 0 ? 'mark stuck' : ''}">${stuck}</span>`, value: stuck },
    cell(minutesPlanned * 60, `${minutesPlanned} min`),
    cell(medianSeconds, medianSeconds === null ? '–' : `${minutes(medianSeconds)} (${passed})`),
    againstPlan(step),
  ];
}

/** `4 alone, 2 hints, 1 taken`: who has read or taken the solution may not have understood it. */
function howDone({ ways }: StepSummary): string {
  const did = WAYS_DONE.filter((way) => ways[way] > 0).map((way) => `${ways[way]} ${way}`);
  return did.join(', ') || '–';
}

function withBar(number: number, learners: number, kind: string): Cell {
  return {
    content: html`${bar(number / Math.max(learners, 1), kind)}<span class="number">${number}</span>`,
    value: number,
  };
}

function againstPlan({ minutesPlanned, medianSeconds }: StepSummary): Cell {
  if (medianSeconds === null) return cell(null, 'nobody has passed it');
  const ratio = medianSeconds / 60 / minutesPlanned;
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  if (percent === 0) return cell(ratio, 'as planned');
  return cell(ratio, `${percent} % ${ratio > 1 ? 'longer' : 'shorter'}`);
}
