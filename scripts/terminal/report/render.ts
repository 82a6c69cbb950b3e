import type { Screen } from '../screen';
import { besideOrBelow, labelled, paragraph, widthOf } from '../wrap';
import { comparisonLines } from './comparison';
import {
  type Claimed,
  claimsOf,
  type NamedMistake,
  type ReportBlock,
  type ReportOutcome,
  type ScreenReport,
} from './report';

const MARKS: Record<
  ReportOutcome,
  { sign: string; word: string; emphasis: 'good' | 'bad' | 'strong' }
> = {
  ok: { sign: '✓ ', word: 'ok    ', emphasis: 'good' },
  failed: { sign: '✗ ', word: 'FAIL  ', emphasis: 'bad' },
  unknown: { sign: '? ', word: '?     ', emphasis: 'strong' },
};

/** How a report is shown. */
export interface RenderOptions {
  /** With the details, too. */
  isVerbose?: boolean;
}

/**
 * A report for people: the verdict and the mistake first, then the claims with the evidence below
 * those that failed, then the verdict and what to do in one line.
 *
 * @returns lines of at most the screen's width, except single words that are longer
 */
export function renderReport(
  report: ScreenReport,
  screen: Screen,
  { isVerbose = false }: RenderOptions = {},
): string {
  const said = screen.isUnicode ? report : eachTextInAscii(report);
  const { outcome, verdict, mistake, where, body } = said;
  const { columns, style } = screen;
  const mark = markOf(outcome, screen);
  const margin = ' '.repeat(widthOf(mark));
  const head = [
    ...labelled(mark, style('strong', verdict), columns),
    ...(mistake ? introduction(mistake, screen, margin) : []),
    ...(where === undefined ? [] : emphasized('faint', where, screen, margin)),
  ];
  const shown = renderBlocks(body, screen, isVerbose);
  const isSeenWhole = head.length + shown.length <= SEEN_AT_ONCE;
  return [head, shown, closing(said, screen, isSeenWhole)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** So many lines are on every screen together with those that close a report. */
const SEEN_AT_ONCE = 16;

/** Before anything is wrapped: an arrow of letters is wider than a sign. */
function eachTextInAscii<Value>(value: Value): Value {
  if (typeof value === 'string') return inAscii(value) as Value;
  if (Array.isArray(value)) return value.map(eachTextInAscii) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, eachTextInAscii(part)]);
  return Object.fromEntries(entries) as Value;
}

/** The signs that the workshop's own texts use, in letters that every terminal and log has. */
export function inAscii(text: string): string {
  return text.replace(/[→…›—–✓✗]/gu, (sign) => ASCII[sign] ?? sign);
}

const ASCII: Record<string, string> = {
  '→': '->',
  '…': '...',
  '›': '>',
  '—': '-',
  '–': '-',
  '✓': 'ok',
  '✗': 'FAIL',
};

/** `✓ ` or, where a terminal has no such signs, `ok    `. */
export function markOf(outcome: ReportOutcome, { style, isUnicode }: Screen): string {
  const { sign, word, emphasis } = MARKS[outcome];
  const mark = isUnicode ? sign : word;
  return style(emphasis, mark.trimEnd()) + mark.slice(mark.trimEnd().length);
}

/** What is wrong, and why; what to do is said at the end, where it is read last. */
function introduction({ name, why }: NamedMistake, screen: Screen, margin: string): string[] {
  return [
    ...emphasized('strong', sentence(name), screen, margin),
    ...(why === undefined ? [] : paragraph(why, screen.columns, margin).split('\n')),
  ];
}

/** A paragraph whose emphasis begins and ends on each line, so that no margin has it. */
function emphasized(
  emphasis: 'strong' | 'faint',
  text: string,
  { columns, style }: Screen,
  margin = '',
): string[] {
  return paragraph(text, columns, margin)
    .split('\n')
    .map((line) => margin + style(emphasis, line.slice(margin.length)));
}

/** Blocks below each other: claims close together, everything else set off by an empty line. */
export function renderBlocks(
  blocks: readonly ReportBlock[],
  screen: Screen,
  isVerbose = false,
): string[] {
  const shown = blocks.filter(({ isDetail }) => isVerbose || !isDetail);
  return shown.flatMap((block, index) => {
    const before = shown[index - 1];
    const isClose =
      before === undefined ||
      before.kind === 'heading' ||
      (before.kind === 'claim' && block.kind === 'claim' && !hasEvidence(before, isVerbose));
    return [...(isClose ? [] : ['']), ...renderBlock(block, screen, isVerbose)];
  });
}

function hasEvidence({ outcome, evidence = [] }: Claimed, isVerbose: boolean): boolean {
  return evidence.length > 0 && (outcome !== 'ok' || isVerbose);
}

function renderBlock(block: ReportBlock, screen: Screen, isVerbose: boolean): string[] {
  const { columns } = screen;
  switch (block.kind) {
    case 'claim':
      return renderClaim(block, screen, isVerbose);
    case 'prose':
      return paragraph(block.text, columns).split('\n');
    case 'heading':
      return emphasized('strong', block.text, screen);
    case 'comparison':
      return [
        ...(block.what === undefined ? [] : paragraph(block.what, columns).split('\n')),
        ...comparisonLines(block.expected, block.actual, screen),
      ];
    case 'facts':
      return renderFacts(block.rows, screen);
    case 'verbatim':
      return block.lines;
  }
}

function renderClaim(claim: Claimed, screen: Screen, isVerbose: boolean): string[] {
  const mark = markOf(claim.outcome, screen);
  const lines = labelled(mark, claim.text, screen.columns);
  if (!hasEvidence(claim, isVerbose)) return lines;
  const margin = ' '.repeat(widthOf(mark) + 2);
  const inner = { ...screen, columns: screen.columns - margin.length };
  const evidence = renderBlocks(claim.evidence ?? [], inner, isVerbose);
  return [...lines, ...evidence.map((line) => (line === '' ? '' : margin + line))];
}

function renderFacts(rows: [name: string, value: string][], { columns }: Screen): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, value]) => besideOrBelow(`${name.padEnd(width)}  `, value, columns));
}

/**
 * The last lines, which are above the next prompt: the verdict, and what to do.
 *
 * @param isSeenWhole whether the head is still on the screen: a mistake's mere name is not repeated
 */
function closing(report: ScreenReport, screen: Screen, isSeenWhole: boolean): string[] {
  const { outcome, mistake, next } = report;
  const { columns, isUnicode } = screen;
  const summary = summaryOf(report);
  const isMereName = mistake !== undefined && summary === withoutPeriod(mistake.name);
  const verdict = isMereName && isSeenWhole ? undefined : summary;
  const parts = [mistake?.place, mistake?.fix && withoutPeriod(mistake.fix), next].flatMap(
    (part) => part || [],
  );
  const arrow = isUnicode ? '→ ' : '-> ';
  if (verdict === undefined) return parts.flatMap((part) => labelled(arrow, part, columns));
  const mark = markOf(outcome, screen);
  const line = mark + [verdict, ...parts].join(` ${arrow}`);
  if (widthOf(line) <= columns) return [line];
  const margin = ' '.repeat(widthOf(mark));
  return [
    ...labelled(mark, verdict, columns),
    ...parts.flatMap((part) => labelled(margin + arrow, part, columns)),
  ];
}

function summaryOf(report: ScreenReport): string | undefined {
  const { outcome, mistake, summary } = report;
  if (summary !== undefined) return summary;
  const { failed, total } = claimsOf(report);
  const count = outcome === 'failed' ? `${failed} of ${total}` : `${total} of ${total}`;
  if (!mistake) return total > 0 ? count : undefined;
  return [...(total > 0 ? [count] : []), withoutPeriod(mistake.name)].join(': ');
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, '');
}
