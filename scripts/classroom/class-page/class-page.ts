import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LONGEST_PAUSE_SECONDS } from '../../learner/progress';
import { count } from '../../terminal/words';
import { type ClassSummary, PACES, type Pace, STUCK_AFTER } from '../class-summary';
import { Html, html } from './html';
import { learnersTable } from './learners-table';
import { mistakesTable } from './mistakes-table';
import { stepsTable } from './steps-table';
import { className } from './table';

/**
 * A page for the instructor's screen: one file that needs nothing else, with what it says in its
 * markup; its script only sorts and filters.
 *
 * @param title what is above it
 * @param made when the reports were put together
 */
export function classPage(summary: ClassSummary, title: string, made: Date): string {
  const { learners, steps, mistakes, remarks, refused } = summary;
  const when = `${made.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${asset('class-page.css')}
</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${count(learners.length, 'learner')}, as of ${when}. ${headline(summary)}</p>
<ul class="tiles">${PACES.map((pace) => tile(pace, summary))}</ul>
<p class="meaning">${MEANING}</p>
</header>
<main>
<section aria-labelledby="steps-title">
<h2 id="steps-title">Where people are</h2>
${stepsTable(steps, learners.length)}
</section>
<section aria-labelledby="mistakes-title">
<h2 id="mistakes-title">The commonest mistakes</h2>
${mistakesTable(mistakes)}
</section>
<section aria-labelledby="learners-title">
<h2 id="learners-title">Who is where</h2>
${learnersTable(learners, steps)}
</section>
${remarks.length > 0 ? remarked(remarks) : ''}
${refused.length > 0 ? refusedFiles(refused) : ''}
</main>
<script>
${asset('sort-and-filter.js')}
</script>
</body>
</html>
`;
  return page.markup;
}

const MEANING =
  'Everybody is at the step that was checked last, or at the next open one after it. There, stuck ' +
  `means: more than ${STUCK_AFTER.timesPlanned} times the planned time, or ${STUCK_AFTER.checks} ` +
  'checks or more, and not passed yet; slow: more than the planned time; not begun: no step was ' +
  'checked. Time is what lies between checks, of a pause at most ' +
  `${LONGEST_PAUSE_SECONDS / 60} minutes.`;

/** The one sentence to read out. */
function headline({ steps, learners }: ClassSummary): string {
  const [fullest] = [...steps].sort((one, other) => other.here - one.here);
  if (!fullest || fullest.here === 0) {
    const begun = learners.some(({ pace }) => pace === 'finished');
    return begun ? 'All who have begun have finished.' : 'Nobody has begun.';
  }
  const stuck = learners.filter(({ pace }) => pace === 'stuck').length;
  const where = `The fullest step is ${fullest.step.slice(0, 2)}, ${fullest.title}: ${fullest.here}`;
  return stuck > 0 ? `${where}. ${stuck} in all are stuck.` : `${where}. Nobody is stuck.`;
}

function tile(pace: Pace, { learners }: ClassSummary): Html {
  const number = learners.filter((learner) => learner.pace === pace).length;
  return html`<li class="tile ${className(pace)}"><strong>${number}</strong> ${pace}</li>`;
}

function remarked(remarks: string[]): Html {
  return html`<section aria-labelledby="remarks-title">
<h2 id="remarks-title">To be borne in mind</h2>
<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
</section>`;
}

function refusedFiles(refused: ClassSummary['refused']): Html {
  const items = refused.map(({ file, why }) => html`<li><code>${file}</code>: ${why}</li>`);
  return html`<section aria-labelledby="refused-title">
<h2 id="refused-title">Files that were left out</h2>
<ul>${items}</ul>
</section>`;
}

function asset(name: string): Html {
  return new Html(readFileSync(path.join(__dirname, name), 'utf8').trim());
}
