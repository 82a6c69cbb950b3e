import { type LearnerSummary, median } from '../class-summary';
import { Html, html } from './html';
import { timeOfDay } from './local-time';

/** When a learner had how many steps done. */
interface Line {
  name: string;
  /** In milliseconds, in their order. */
  doneAt: number[];
}

/** A day of class is no longer; a moment far back is a clock that was wrong. */
const LONGEST_CLASS = 10 * 3_600_000;

const WIDTH = 1000;
const HEIGHT = 300;
const LEFT = 40;
const BOTTOM = 28;
const TOP = 8;

/** So many times are below the picture, and in its table. */
const TIMES = 8;

/** How many steps each learner had done at what time, as lines; the middle of the class as a thick one. */
export function progressPicture(learners: LearnerSummary[], steps: number): Html {
  const all = learners.map(({ name, steps: theirs }) => ({
    name,
    doneAt: theirs
      .flatMap(({ doneAt }) => (doneAt === null ? [] : Date.parse(doneAt)))
      .sort((one, other) => one - other),
  }));
  const latest = Math.max(...all.flatMap(({ doneAt }) => doneAt));
  if (!Number.isFinite(latest)) return html`<p>No step is done yet.</p>`;
  const lines = all.map(({ name, doneAt }) => ({
    name,
    doneAt: doneAt.map((at) => Math.max(at, latest - LONGEST_CLASS)),
  }));
  const earliest = Math.min(...lines.flatMap(({ doneAt }) => doneAt));
  // A class of which one step is done has no length yet.
  const times = spaced(earliest, Math.max(latest, earliest + 60_000));
  return html`<figure>
<div class="scroll" role="region" tabindex="0" aria-label="Progress over time, as a picture">
${drawn(lines, times, steps)}
</div>
<figcaption>Steps done: a thin line for each learner, the thick one for the middle of the class.</figcaption>
</figure>
<details id="picture-table"><summary>The same as a table</summary>${table(lines, times)}</details>`;
}

function spaced(from: number, to: number): number[] {
  return Array.from({ length: TIMES }, (_, index) => from + ((to - from) * index) / (TIMES - 1));
}

function drawn(lines: Line[], times: number[], steps: number): Html {
  const [from = 0, to = 1] = [times[0], times.at(-1)];
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (WIDTH - LEFT - 30);
  const y = (done: number) => HEIGHT - BOTTOM - (done / steps) * (HEIGHT - BOTTOM - TOP);
  const path = (points: [at: number, done: number][]) =>
    points
      .map(([at, done], index) =>
        index === 0
          ? `M${x(at).toFixed(1)} ${y(done).toFixed(1)}`
          : `H${x(at).toFixed(1)}V${y(done).toFixed(1)}`,
      )
      .join('');
  const pointsOf = ({ doneAt }: Line): [number, number][] => [
    [from, 0],
    ...doneAt.map((at, index): [number, number] => [at, index + 1]),
    [to, doneAt.length],
  ];
  const marks = Array.from({ length: steps + 1 }, (_, done) => done).filter((one) => one % 2 === 0);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${inWords(lines, to)}">
${marks.map((done) => html`<path class="grid" d="M${LEFT} ${y(done)}H${WIDTH - 30}"/><text x="${LEFT - 8}" y="${y(done) + 5}" text-anchor="end">${done}</text>`)}
${times.map((at) => html`<text x="${x(at).toFixed(1)}" y="${HEIGHT - 6}" text-anchor="middle">${timeOfDay(new Date(at))}</text>`)}
${lines.map((line) => html`<path class="line" d="${new Html(path(pointsOf(line)))}"/>`)}
<path class="middle" d="${new Html(path(middleOf(lines, from, to)))}"/>
</svg>`;
}

function inWords(lines: Line[], at: number): string {
  const { middle, least, most } = standing(lines, at);
  return `Steps done over time. At ${timeOfDay(new Date(at))} the middle of the class has done ${middle}, the first learner ${most}, the last ${least}.`;
}

/** The middle of the class at each moment at which somebody has done a step. */
function middleOf(lines: Line[], from: number, to: number): [number, number][] {
  const moments = [...new Set(lines.flatMap(({ doneAt }) => doneAt))].sort((a, b) => a - b);
  return [from, ...moments, to].map((at) => [at, standing(lines, at).middle]);
}

function standing(lines: Line[], at: number): { middle: number; least: number; most: number } {
  const done = lines.map(({ doneAt }) => doneAt.filter((one) => one <= at).length);
  return { middle: median(done) ?? 0, least: Math.min(...done), most: Math.max(...done) };
}

function table(lines: Line[], times: number[]): Html {
  const rows = times.map((at) => {
    const { middle, least, most } = standing(lines, at);
    return html`<tr><th scope="row">${timeOfDay(new Date(at))}</th><td class="figures">${middle}</td><td class="figures">${most}</td><td class="figures">${least}</td></tr>`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Progress over time, as a table">
<table>
<caption>Steps done over time</caption>
<thead><tr><th scope="col">At</th><th scope="col" class="figures">Middle of the class</th><th scope="col" class="figures">First learner</th><th scope="col" class="figures">Last learner</th></tr></thead>
<tbody>${rows}</tbody>
</table>
</div>`;
}
