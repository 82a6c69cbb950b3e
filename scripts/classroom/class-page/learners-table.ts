import { minutes } from '../../terminal/words';
import { type LearnerSummary, PACES, type StepSummary } from '../class-summary';
import type { StepReport } from '../report';
import { type Html, html } from './html';
import { timeOfDay } from './local-time';
import { type Cell, type Column, cell, cells, className, sortableTable } from './table';

const COLUMNS: Column[] = [
  { title: 'Learner' },
  { title: 'Steps done', figures: true },
  { title: 'Now at', narrow: true },
  { title: 'Pace' },
  { title: 'Time on it', figures: true },
  { title: 'Checks', figures: true },
  { title: 'Hints', figures: true },
  { title: 'In all', figures: true },
  { title: 'Last check', screenOnly: true },
  { title: 'Mistake now' },
];

/**
 * Each learner with the step at hand.
 *
 * @param away the ids of those of whom nothing was heard for a while
 */
export function learnersTable(
  learners: LearnerSummary[],
  steps: StepSummary[],
  away: ReadonlySet<string> = new Set(),
): Html {
  const titles = titlesOf(steps);
  const rows = learners.map((learner) => {
    const { name, at, pace } = learner;
    return html`<tr data-name="${name.toLowerCase()}" data-step="${at ?? ''}" data-pace="${pace}">${cells(COLUMNS, cellsOf(learner, titles, away.has(learner.id)))}</tr>\n`;
  });
  const caption = 'Learners: how far they are, and how they get on';
  return html`${legend()}${sortableTable(caption, COLUMNS, rows)}`;
}

function titlesOf(steps: StepSummary[]): Map<string, string> {
  return new Map(steps.map(({ step, title }) => [step, `${step.slice(0, 2)} ${title}`]));
}

function cellsOf(learner: LearnerSummary, titles: Map<string, string>, isAway: boolean): Cell[] {
  const { id, name, done, steps, pace, seconds, checks, hints, mistakes } = learner;
  const { secondsInAll, lastCheckedAt } = learner;
  const mistake = mistakes.map(({ title }) => title).join('; ');
  return [
    {
      content: html`<a href="#way-${id}">${name}</a>${isAway ? html` <small>away</small>` : ''}`,
      value: name,
    },
    { content: html`${done} of ${steps.length} ${strip(learner)}`, value: done },
    placeOf(learner, titles),
    {
      content: html`<span class="mark ${className(pace)}">${pace}</span>`,
      value: PACES.indexOf(pace),
    },
    cell(seconds, minutes(seconds)),
    cell(checks),
    cell(hints),
    cell(secondsInAll, minutes(secondsInAll)),
    cell(lastCheckedAt, lastCheckedAt ? timeOfDay(new Date(lastCheckedAt)) : '–'),
    cell(mistake, mistake || '–'),
  ];
}

/** Sorted by the step; who has not begun is before all, who has finished behind them. */
function placeOf({ at, pace }: LearnerSummary, titles: Map<string, string>): Cell {
  if (at !== null) return cell(at, titles.get(at));
  return pace === 'finished' ? cell('99', 'the end') : cell('00', 'not begun');
}

/** A box a step, for the eye; the words beside it say as much. */
function strip({ steps, at }: LearnerSummary): Html {
  const boxes = steps.map(({ step, state }) => {
    const kind = step === at ? 'here' : className(state);
    return html`<span class="box ${kind}" title="${step}: ${wordsFor(state)}"></span>`;
  });
  return html`<span class="strip" aria-hidden="true">${boxes}</span>`;
}

function wordsFor(state: StepReport['state']): string {
  return state === 'broken' ? BROKEN : state;
}

const BROKEN = 'passed, now broken';

function legend(): Html {
  const kinds = [
    ['passed', 'passed'],
    ['broken', BROKEN],
    ['solution', 'solution taken'],
    ['here', 'at it now'],
    ['not-begun', 'not yet'],
  ] as const;
  const items = kinds.map(
    ([kind, words]) => html`<li><span class="box ${kind}" aria-hidden="true"></span> ${words}</li>`,
  );
  return html`<ul class="legend" aria-label="Boxes of the steps">${items}</ul>`;
}

/** Which learners to show; it is above their table, and stays when that is replaced. */
export function learnerFilters(all: StepSummary[]): Html {
  const steps = [...titlesOf(all)].map(
    ([id, title]) => html`<option value="${id}">${title}</option>`,
  );
  const paces = PACES.map((pace) => html`<option value="${pace}">${pace}</option>`);
  return html`<form class="filters" id="filters">
<label>Learner <input type="search" name="name" autocomplete="off"></label>
<label>Now at <select name="step"><option value="">any step</option>${steps}</select></label>
<label>Pace <select name="pace"><option value="">any pace</option>${paces}</select></label>
<button type="reset">Show all</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}
