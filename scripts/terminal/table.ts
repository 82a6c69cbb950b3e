import { widthOf } from './wrap';

/**
 * Rows of cells as lines, each column as wide as its widest cell.
 *
 * @param wordColumns so many columns begin at their left, as words do; figures, which follow, end at
 * their right
 */
export function aligned(rows: string[][], wordColumns = Number.POSITIVE_INFINITY): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))),
  );
  const padded = (cell: string, column: number) => {
    const padding = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
    return column < wordColumns ? cell + padding : padding + cell;
  };
  return rows.map((cells) => cells.map(padded).join('  ').trimEnd());
}
