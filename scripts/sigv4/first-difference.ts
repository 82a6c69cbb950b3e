import { count } from '../terminal/words';
import { PART_OF_LINE, type Part, type Stage, TITLES } from './stages';

/** Where two texts of the same stage differ first; reports hold it as JSON. */
export interface Difference {
  stage: Stage;
  part: Part;
  /** From 1, in the text of the stage. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** The line as it should be; null where no line should be. */
  expected: string | null;
  /** The line as it is; null where a line is missing. */
  actual: string | null;
}

/**
 * Compares two texts of a stage line by line.
 *
 * @returns the first difference, or undefined if they are equal
 */
export function firstDifference(
  stage: Stage,
  expected: string,
  actual: string,
): Difference | undefined {
  if (expected === actual) return undefined;
  const expectedLines = expected.split('\n');
  const actualLines = actual.split('\n');
  const index = firstUnequal(expectedLines, actualLines);
  const expectedLine = expectedLines[index] ?? null;
  const actualLine = actualLines[index] ?? null;
  return {
    stage,
    part: PART_OF_LINE[stage](expectedLines, index),
    line: index + 1,
    column: firstUnequal([...(expectedLine ?? '')], [...(actualLine ?? '')]) + 1,
    expected: expectedLine,
    actual: actualLine,
  };
}

function firstUnequal(a: string[], b: string[]): number {
  const index = a.findIndex((item, i) => item !== b[i]);
  return index < 0 ? a.length : index;
}

/**
 * A difference for people: where it is, the two lines above each other, and a caret below the first
 * character that differs. What cannot be seen is written out.
 */
export function describeDifference(difference: Difference): string {
  const { column, expected, actual } = difference;
  return [placeOfDifference(difference), ...comparison(expected, actual, column)].join('\n');
}

/** Where a difference is: `canonical request, line 3: canonical query string`. */
export function placeOfDifference({ stage, part, line }: Difference): string {
  return stage === part ? titleOf(stage) : `${titleOf(stage)}, line ${line}: ${titleOf(part)}`;
}

/** A line as it is shown: what cannot be seen is written out, also that there is none. */
export function shownLine(line: string | null): string {
  if (line === null) return '(no line)';
  return line === '' ? '(an empty line)' : visible(line);
}

/**
 * Two texts that should be equal, for people, as describeDifference shows them.
 *
 * @returns the first line that differs, or undefined if the texts are equal
 */
export function describeTexts(expected: string, actual: string): string | undefined {
  const difference = firstDifference('text', expected, actual);
  if (!difference) return undefined;
  return comparison(difference.expected, difference.actual, difference.column).join('\n');
}

function comparison(expected: string | null, actual: string | null, column: number): string[] {
  const line = expected ?? actual ?? '';
  const before = visible(line.slice(0, offsetOf(line, column)));
  return [
    `  expected  ${shownLine(expected)}`,
    `  actual    ${shownLine(actual)}`,
    `            ${' '.repeat([...before].length)}^ ${lengths(expected, actual)}`.trimEnd(),
  ];
}

function titleOf(name: string): string {
  return TITLES[name] ?? name;
}

function offsetOf(text: string, column: number): number {
  return [...text].slice(0, column - 1).join('').length;
}

function lengths(expected: string | null, actual: string | null): string {
  if (expected === null || actual === null) return '';
  const [should, is] = [[...expected].length, [...actual].length];
  return should === is ? '' : `(${count(should, 'character')} expected, ${is} found)`;
}

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes out what cannot be seen: control characters, unusual spaces, unpaired surrogates, and
 * plain spaces where they are easily missed (at an end, or several together: `·`).
 */
export function visible(text: string): string {
  return text
    .replace(/^ +| +$| {2,}/g, (spaces) => '·'.repeat(spaces.length))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => {
      const hex = character.codePointAt(0)?.toString(16).padStart(4, '0');
      return NAMED[character] ?? `\\u{${hex}}`;
    });
}
