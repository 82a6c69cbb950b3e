import type { MistakeSummary } from '../class-summary';
import { type Html, html } from './html';
import { bar, type Cell, type Column, cell, cells, sortableTable } from './table';

const COLUMNS: Column[] = [
  { title: 'Mistake' },
  { title: 'In step' },
  { title: 'Learners', figures: true },
  { title: 'Share of the class', figures: true },
  { title: 'What to say' },
];

/** More would not be read from a distance. */
const COMMONEST = 8;

/** What people get wrong, and how many of them; the rare ones on request. */
export function mistakesTable(mistakes: MistakeSummary[]): Html {
  if (mistakes.length === 0) return html`<p>No check has found a mistake that it could name.</p>`;
  const rare = mistakes.slice(COMMONEST);
  const commonest = table('Mistakes, by how many learners met them', mistakes.slice(0, COMMONEST));
  if (rare.length === 0) return commonest;
  return html`${commonest}
<details id="rarer-mistakes">
<summary>Rarer ones: ${rare.length}</summary>
${table('Rarer mistakes', rare)}
</details>`;
}

function table(caption: string, mistakes: MistakeSummary[]): Html {
  const rows = mistakes.map((mistake) => html`<tr>${cells(COLUMNS, cellsOf(mistake))}</tr>\n`);
  return sortableTable(caption, COLUMNS, rows);
}

function cellsOf({ title, why, fix, steps, learners, share }: MistakeSummary): Cell[] {
  const numbers = steps.map((step) => step.slice(0, 2)).join(', ');
  const percent = `${Math.round(share * 100)} %`;
  return [
    { content: html`<b>${title}</b><span class="why">${why}</span>`, value: title },
    cell(numbers),
    cell(learners),
    { content: html`${bar(share, 'share')}${percent}`, value: share },
    cell(fix),
  ];
}
