import { count, minutes } from '../../terminal/words';
import type { LearnerStep, LearnerSummary, WayDone } from '../class-summary';
import { type Html, html } from './html';
import { timeOfDay } from './local-time';

/** How a step came to be done, for people. */
export const WAY_WORDS: Record<WayDone, string> = {
  alone: 'passed alone',
  hints: 'passed with hints',
  seen: 'passed after reading the solution',
  taken: 'solution taken',
  'caught up': 'caught up',
};

/** What each learner went through, step by step; one is opened by the links to it. */
export function learnersWays(learners: LearnerSummary[]): Html {
  if (learners.length === 0) return html`<p>Nobody has joined yet.</p>`;
  const byName = [...learners].sort((one, other) => one.name.localeCompare(other.name));
  return html`<div class="ways">${byName.map(wayOf)}</div>`;
}

function wayOf({ id, name, steps, done, secondsInAll }: LearnerSummary): Html {
  const touched = steps.filter(({ state, hints }) => state !== 'not begun' || hints > 0);
  return html`<details id="way-${id}" class="way">
<summary>${name}: ${done} of ${steps.length} steps, ${minutes(secondsInAll)} in all</summary>
${touched.length > 0 ? wayTable(name, touched) : html`<p>Nothing was checked.</p>`}
</details>
`;
}

function wayTable(name: string, steps: LearnerStep[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="The way of ${name}">
<table>
<caption>The way of ${name}</caption>
<thead><tr><th scope="col">Step</th><th scope="col">How</th><th scope="col">Done at</th><th scope="col">Time</th><th scope="col">Plan</th><th scope="col">Checks</th><th scope="col">Hints</th><th scope="col">Mistakes met</th></tr></thead>
<tbody>${steps.map(row)}</tbody>
</table>
</div>`;
}

function row(step: LearnerStep): Html {
  const { title, way, doneAt, seconds, minutesPlanned, checks, hints, met } = step;
  const mistakes = met.map(({ mistake, checks }) => `${mistake.title} (${count(checks, 'check')})`);
  return html`<tr>
<th scope="row">${step.step.slice(0, 2)} ${title}</th>
<td>${way === null ? 'not done' : WAY_WORDS[way]}</td>
<td class="narrow">${doneAt ? timeOfDay(new Date(doneAt)) : '–'}</td>
<td class="narrow">${minutes(seconds)}</td>
<td class="narrow">${minutesPlanned} min</td>
<td class="figures">${checks}</td>
<td class="figures">${hints}</td>
<td>${mistakes.join('; ') || '–'}</td>
</tr>`;
}
