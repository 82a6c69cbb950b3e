import { count, minutes } from '../../terminal/words';
import type { ClassSummary, LearnerSummary, MistakeSummary } from '../class-summary';
import { type Html, html } from './html';
import { className } from './table';

/** More cards than this do not stand side by side above the fold. */
const CARDS = 3;
const LEARNERS = 8;

/** More names than this are not read. */
const NAMES = 6;

/** What holds people up, what to say to them, and who wants help: the part to look at in a class. */
export function stuckNow(
  { mistakesNow, learners }: ClassSummary,
  away: ReadonlySet<string> = new Set(),
): Html {
  const wanting = learners.filter(({ pace }) => pace === 'stuck' || pace === 'slow');
  return html`<div class="now">
<div>
${mistakesNow.length > 0 ? cards(mistakesNow) : html`<p>Nobody stands before a mistake that has a name.</p>`}
</div>
<div>
${wanting.length > 0 ? helpTable(wanting, away) : html`<p>Nobody wants help.</p>`}
</div>
</div>`;
}

function cards(mistakes: MistakeSummary[]): Html {
  const first = html`<ul class="cards">${mistakes.slice(0, CARDS).map(card)}</ul>`;
  const others = mistakes.slice(CARDS);
  if (others.length === 0) return first;
  return html`${first}<details id="more-mistakes-now"><summary>${others.length} more</summary><ul class="cards">${others.map(card)}</ul></details>`;
}

function card({ title, why, fix, steps, learners, stuck, who }: MistakeSummary): Html {
  const numbers = steps.map((step) => step.slice(0, 2)).join(', ');
  const tone = stuck > 0 ? 'stuck' : 'slow';
  return html`<li class="card ${tone}">
<p class="count"><strong>${learners}</strong> in step ${numbers}</p>
<div><h3>${title}</h3>
<p>${why}</p>
<p><b>Say:</b> ${fix}</p>
<p class="who">${names(who)}</p></div>
</li>`;
}

function names(who: string[]): string {
  const more = who.length - NAMES;
  return more > 0 ? `${who.slice(0, NAMES).join(', ')} and ${more} more` : who.join(', ');
}

function helpTable(learners: LearnerSummary[], away: ReadonlySet<string>): Html {
  const rows = learners.slice(0, LEARNERS).map((learner) => helpRow(learner, away));
  const more = learners.length - rows.length;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Who wants help">
<table>
<caption>Who wants help</caption>
<thead><tr><th scope="col">Wants help</th><th scope="col">Step</th><th scope="col">Time</th><th scope="col">Mistake</th></tr></thead>
<tbody>${rows}</tbody>
</table>
</div>${more > 0 ? html`<p>${count(more, 'more learner')}, listed below.</p>` : ''}`;
}

function helpRow(learner: LearnerSummary, away: ReadonlySet<string>): Html {
  const { id, name, at, pace, seconds, checks, mistakes } = learner;
  const mistake = mistakes.map(({ title }) => title).join('; ') || '–';
  return html`<tr>
<th scope="row"><a href="#way-${id}">${name}</a>${away.has(id) ? ' (away)' : ''}</th>
<td class="narrow">${at?.slice(0, 2) ?? ''} <span class="mark ${className(pace)}">${pace}</span></td>
<td class="narrow">${minutes(seconds)}, ${count(checks, 'check')}</td>
<td>${mistake}</td>
</tr>`;
}
