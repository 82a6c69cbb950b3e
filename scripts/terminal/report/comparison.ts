import { plain, type Screen } from '../screen';
import { besideOrBelow, widthOf } from '../wrap';

/** Columns kept in front of the place where two long lines part. */
const BEFORE = 24;

/** A text, and which part of it the other text does not have. */
interface Side {
  label: string;
  text: string;
  emphasis: 'good' | 'bad';
}

/**
 * Two texts above each other, the expected one in green, the actual one in red. The run that differs
 * is inverse; without colour, a caret is below its beginning. Of long texts the stretch around it
 * is shown. Texts that have neither their beginning nor their end in common are shown as they are.
 *
 * @returns lines
 */
export function comparisonLines(expected: string, actual: string, screen: Screen): string[] {
  const sides: Side[] = [
    { label: 'expected  ', text: expected, emphasis: 'good' },
    { label: 'actual    ', text: actual, emphasis: 'bad' },
  ];
  const [should, is] = [[...expected], [...actual]];
  const before = commonStart(should, is);
  const after = commonStart([...should].reverse().slice(0, should.length - before), [
    ...[...is].reverse().slice(0, is.length - before),
  ]);
  if (before + after === 0) return sides.flatMap((side) => whole(side, screen));

  const room = screen.columns - widthOf(sides[0]!.label);
  const longest = Math.max(should.length, is.length);
  const cut = longest > room ? Math.max(0, before - BEFORE) : 0;
  const lines = sides.map((side) => around(side, { before, after, cut, room }, screen));
  if (screen.style !== plain) return lines;
  const margin = ' '.repeat(
    widthOf(sides[0]!.label) + before - cut + (cut > 0 ? widthOf(ellipsisOf(screen)) : 0),
  );
  return [...lines, `${margin}^`];
}

function whole({ label, text, emphasis }: Side, { columns, style }: Screen): string[] {
  const [first = '', ...rest] = besideOrBelow(label, text || '(nothing)', columns);
  const coloured = (line: string) =>
    line.slice(0, label.length) + style(emphasis, line.slice(label.length));
  return [coloured(first), ...rest.map(coloured)];
}

function around(
  { label, text, emphasis }: Side,
  { before, after, cut, room }: { before: number; after: number; cut: number; room: number },
  screen: Screen,
): string {
  const { style } = screen;
  const ellipsis = ellipsisOf(screen);
  const characters = [...text];
  const left = cut > 0 ? ellipsis : '';
  const end = cut + room - left.length;
  const isCut = characters.length > end;
  const shownTo = isCut ? end - ellipsis.length : characters.length;
  const part = (from: number, to: number) => characters.slice(from, Math.min(to, shownTo)).join('');
  const run = part(before, characters.length - after);
  return [
    label,
    style(emphasis, left + part(cut, before)),
    run === '' ? '' : style(emphasis, style('differing', run)),
    style(emphasis, part(Math.max(before, characters.length - after), characters.length)),
    isCut ? style(emphasis, ellipsis) : '',
  ].join('');
}

function ellipsisOf({ isUnicode }: Screen): string {
  return isUnicode ? '…' : '...';
}

function commonStart(a: string[], b: string[]): number {
  const index = a.findIndex((character, i) => character !== b[i]);
  return index < 0 ? a.length : index;
}
