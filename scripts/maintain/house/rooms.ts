/** A room of the house: a folder, or a file, and what it may import beside itself. */
export interface Room {
  /** Below the workshop's folder, such as `scripts/verify/`. */
  place: string;
  imports: string[];
}

const ROW = /^\| `([^`]+)`[^|]*\|[^|]*\|([^|]*)\|$/gm;
const PLACE = /`([^`]+)`/g;

/**
 * The table of rooms: their places in the first column, what each may import in the last.
 *
 * @param guide Markdown; places below `scripts/` are there without it
 */
export function roomsIn(guide: string): Room[] {
  return [...guide.matchAll(ROW)].map(([, name = '', imports = '']) => ({
    place: placeOf(name),
    imports: [...imports.matchAll(PLACE)].map(([, imported = '']) => placeOf(imported)),
  }));
}

function placeOf(name: string): string {
  return /^(steps\/|solutions\/|fixtures\/|package\.json$)/.test(name) ? name : `scripts/${name}`;
}
