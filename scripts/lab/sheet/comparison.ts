import type { SheetStage, StageTexts } from './figures';
import { SHEET_STAGES } from './figures';
import { linesOf, type PartLine } from './lines';

/** Why a stage has no text: it is still to be written, or something went wrong in it. */
export interface NoText {
  /** The step that writes it. */
  unwritten?: string;
  /** What was thrown. */
  error?: string;
}

/** What another signer made of the request: each stage's text, or why there is none. */
export type OtherTexts = Record<SheetStage, string | NoText>;

/**
 * How a stage compares: equal to the byte; wrong by itself; wrong since an earlier stage is; still to
 * be written; or failed with an error.
 */
export type StageState = 'equal' | 'differs' | 'follows' | 'unwritten' | 'error';

/** The reference's line and the other's, of one part; a line that one of them lacks is undefined. */
export interface LinePair {
  part: string;
  expected: string | undefined;
  actual: string | undefined;
}

export interface ComparedStage {
  stage: SheetStage;
  state: StageState;
  pairs: LinePair[];
  /** Where there is no text to compare. */
  reason?: NoText;
}

/**
 * Lays what another signer made of a request beside the reference, stage by stage.
 *
 * @param alone what its later stages make of the reference's texts, where that is known: a stage that
 *   is right on right input is not to blame
 */
export function compare(
  reference: StageTexts,
  other: OtherTexts,
  alone: Partial<OtherTexts> = {},
): ComparedStage[] {
  let isBlamed = false;
  return SHEET_STAGES.map((stage) => {
    const expected = reference[stage];
    const actual = other[stage];
    if (typeof actual !== 'string') {
      const state = actual.unwritten === undefined ? 'error' : 'unwritten';
      return { stage, state, reason: actual, pairs: pairsOf(stage, expected, undefined) };
    }
    const state = stateOf(expected, actual, isBlamed && isInnocent(expected, alone[stage]));
    isBlamed ||= state === 'differs';
    return { stage, state, pairs: pairsOf(stage, expected, actual) };
  });
}

function stateOf(expected: string, actual: string, follows: boolean): StageState {
  if (expected === actual) return 'equal';
  return follows ? 'follows' : 'differs';
}

/** Where nothing is known of a stage by itself, the earlier difference is reason enough. */
function isInnocent(expected: string, alone: string | NoText | undefined): boolean {
  return alone === undefined || alone === expected;
}

/** Lines of the same part beside each other, in the reference's order. */
function pairsOf(stage: SheetStage, expected: string, actual: string | undefined): LinePair[] {
  const right = linesOf(stage, expected);
  const wrong = actual === undefined ? [] : linesOf(stage, actual);
  const parts = [...new Set([...right, ...wrong].map(({ part }) => part))];
  return parts.flatMap((part) => paired(part, textsOfPart(right, part), textsOfPart(wrong, part)));
}

function textsOfPart(lines: PartLine[], part: string): string[] {
  return lines.filter((line) => line.part === part).map(({ text }) => text);
}

/** One after another; but a header that only one of them has is beside nothing. */
function paired(part: string, expected: string[], actual: string[]): LinePair[] {
  const names = [...new Set([...expected, ...actual].map(headerName))].sort();
  const has = (lines: string[], name: string) => lines.some((line) => headerName(line) === name);
  const hasBoth = names.every((name) => has(expected, name) && has(actual, name));
  if (part !== 'canonical-headers' || hasBoth) return pairedInOrder(part, expected, actual);
  return names.flatMap((name) => {
    const own = (lines: string[]) => lines.filter((line) => headerName(line) === name);
    return pairedInOrder(part, own(expected), own(actual));
  });
}

function headerName(line: string): string {
  return line.split(':')[0]!.toLowerCase();
}

function pairedInOrder(part: string, expected: string[], actual: string[]): LinePair[] {
  const length = Math.max(expected.length, actual.length);
  return Array.from({ length }, (_, index) => ({
    part,
    expected: expected[index],
    actual: actual[index],
  }));
}

/** A text in three pieces: what it begins with as another one does, what differs, and the rest. */
export type MarkedText = [before: string, differing: string, after: string];

/** Where two lines differ, in each of them. */
export function differingRuns(
  expected: string,
  actual: string,
): [expected: MarkedText, actual: MarkedText] {
  const a = [...expected];
  const b = [...actual];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [run(a, start, end), run(b, start, end)];
}

function run(characters: string[], start: number, end: number): MarkedText {
  const until = characters.length - end;
  return [
    characters.slice(0, start).join(''),
    characters.slice(start, until).join(''),
    characters.slice(until).join(''),
  ];
}
