import { type Html, html } from './html';

export interface Column {
  title: string;
  /** Its texts are short, and are on one line. */
  narrow?: boolean;
  /** Says nothing any more on paper. */
  screenOnly?: boolean;
  /** Figures are sorted as such, and are at the right. */
  figures?: boolean;
}

/** A cell, and what it is sorted by. */
export interface Cell {
  content: Html;
  value: string | number;
}

/**
 * A table that the page's script lets people sort by any column.
 *
 * @param caption what it shows, for those who cannot see it beside its heading
 */
export function sortableTable(caption: string, columns: Column[], rows: Html[]): Html {
  const heads = columns.map(
    (column) =>
      html`<th scope="col" class="${kindOf(column)}"><button type="button">${column.title}</button></th>`,
  );
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
<table class="sortable">
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`;
}

/** Cells of a row; the first one names it. */
export function cells(columns: Column[], row: Cell[]): Html[] {
  return row.map(({ content, value }, index) => {
    const kind = kindOf(columns[index]);
    return index === 0
      ? html`<th scope="row" class="${kind}" data-value="${value}">${content}</th>`
      : html`<td class="${kind}" data-value="${value}">${content}</td>`;
  });
}

function kindOf(column: Column | undefined): string {
  if (column?.figures) return 'figures';
  if (column?.screenOnly) return 'screen-only';
  return column?.narrow ? 'narrow' : '';
}

/** A cell with a text or a figure; what is missing is sorted to the front. */
export function cell(value: string | number | null, text = String(value ?? '–')): Cell {
  return { content: html`${text}`, value: value ?? -1 };
}

/** A share as a bar, beside its figure in words. */
export function bar(share: number, kind: string): Html {
  return html`<span class="bar" aria-hidden="true"><span class="${kind}" style="width:${(share * 100).toFixed(1)}%"></span></span>`;
}

/** A class for what is said in words beside it. */
export function className(words: string): string {
  return words.replaceAll(' ', '-');
}
