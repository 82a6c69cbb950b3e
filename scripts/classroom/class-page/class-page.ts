import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LONGEST_PAUSE_SECONDS } from '../../learner/progress';
import { count } from '../../terminal/words';
import { type ClassSummary, PACES, type Pace, STUCK_AFTER } from '../class-summary';
import { Html, html } from './html';
import { learnerFilters, learnersTable } from './learners-table';
import { localTime } from './local-time';
import { mistakesTable } from './mistakes-table';
import { progressPicture } from './progress-picture';
import { stepsTable } from './steps-table';
import { stuckNow } from './stuck-now';
import { className } from './table';
import { learnersWays } from './ways';

export interface ClassPageOptions {
  /** What is above it. */
  title: string;
  /** When the reports were put together. */
  made: Date;
  /** Only of a class that is going on. */
  live?: LiveClass;
}

export interface LiveClass {
  /** What learners type behind `npm start -- --class`. */
  joinUrl: string;
  /** Learners of whom nothing was heard for a while, by id. */
  away: ReadonlySet<string>;
}

/**
 * A page for the instructor's screen: one file that needs nothing else, with what it says in its
 * markup. Its script sorts and filters; on the page of a live class it also replaces each part that
 * has changed.
 */
export function classPage(summary: ClassSummary, { title, made, live }: ClassPageOptions): string {
  const { learners, steps, mistakes } = summary;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>
${asset('class-page.css')}
</style>
</head>
<body${live ? new Html(' data-live') : ''}>
<header>
<div class="top">
<h1>${title}</h1>
${live ? join(live) : ''}
</div>
${part('headline', html`<p>${count(learners.length, 'learner')}, as of ${localTime(made)}. ${headline(summary)}</p>`)}
${part('tiles', html`<ul class="tiles">${PACES.map((pace) => tile(pace, summary))}</ul>`)}
</header>
<main>
${section('now', 'Stuck now', stuckNow(summary, live?.away))}
${section('picture', 'Progress over time', progressPicture(learners, steps.length))}
${section('steps', 'Where people are', stepsTable(steps, learners.length))}
${section('mistakes', 'All mistakes met', mistakesTable(mistakes))}
<section aria-labelledby="learners-title">
<h2 id="learners-title">Who is where</h2>
${learnerFilters(steps)}
${part('learners', learnersTable(learners, steps, live?.away))}
</section>
${section('ways', 'The way of each learner', learnersWays(learners))}
${part('remarks', remarks(summary))}
<p class="meaning">${MEANING}</p>
</main>
<script>
${asset('page-script.js')}
</script>
</body>
</html>
`;
  return page.markup;
}

const MEANING =
  'Each learner is at the step that was checked last, or at the next open one after it. Stuck: more ' +
  `than ${STUCK_AFTER.timesPlanned} times the planned time there, or ${STUCK_AFTER.checks} checks or ` +
  'more, and not passed. Slow: more than the planned time. Not begun: no step was checked. Time is ' +
  `the time between checks; of a longer pause, ${LONGEST_PAUSE_SECONDS / 60} minutes count.`;

function section(name: string, title: string, content: Html): Html {
  return html`<section aria-labelledby="${name}-title">
<h2 id="${name}-title">${title}</h2>
${part(name, content)}
</section>`;
}

/** A part of the page that is replaced by itself when it has changed. */
function part(name: string, content: Html): Html {
  return html`<div data-part="${name}">${content}</div>`;
}

function join({ joinUrl }: LiveClass): Html {
  return html`<div class="join">
<p>To join: <code>npm start -- --class ${joinUrl}</code></p>
<p id="connection" role="status">Live.</p>
</div>`;
}

/** The one sentence to read out. */
function headline({ steps, learners }: ClassSummary): string {
  if (learners.length === 0) return 'Nobody has joined yet.';
  const [fullest] = [...steps].sort((one, other) => other.here - one.here);
  if (!fullest || fullest.here === 0) {
    const begun = learners.some(({ pace }) => pace === 'finished');
    return begun ? 'All who have begun have finished.' : 'Nobody has begun.';
  }
  const stuck = learners.filter(({ pace }) => pace === 'stuck').length;
  const where = `Most are at step ${fullest.step.slice(0, 2)}, ${fullest.title}: ${fullest.here}`;
  return stuck > 0 ? `${where}. Stuck in all: ${stuck}.` : `${where}. Nobody is stuck.`;
}

function tile(pace: Pace, { learners }: ClassSummary): Html {
  const number = learners.filter((learner) => learner.pace === pace).length;
  return html`<li class="tile ${className(pace)}"><strong>${number}</strong> ${pace}</li>`;
}

function remarks({ remarks, refused }: ClassSummary): Html {
  const items = refused.map(({ file, why }) => html`<li><code>${file}</code>: ${why}</li>`);
  const left = html`<section aria-labelledby="refused-title">
<h2 id="refused-title">Files that were left out</h2>
<ul>${items}</ul>
</section>`;
  const notes = html`<section aria-labelledby="remarks-title">
<h2 id="remarks-title">Notes</h2>
<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
</section>`;
  return html`${remarks.length > 0 ? notes : ''}${refused.length > 0 ? left : ''}`;
}

function asset(name: string): Html {
  return new Html(readFileSync(path.join(__dirname, name), 'utf8').trim());
}
