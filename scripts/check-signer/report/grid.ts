import { MODES, type Mode } from '../../sigv4/vectors';
import type { Screen } from '../../terminal/screen';
import type { CaseVerdict } from '../judge/judge';

const CELL = 10;

/** How many cases of each group passed, of how many, in each form. */
export function grid(verdicts: readonly CaseVerdict[], { style }: Screen): string[] {
  const modes = MODES.filter((mode) => verdicts.some((one) => one.case.mode === mode));
  const groups = [...new Set(verdicts.map(groupOf))];
  const width = Math.max(...groups.map((group) => group.length));
  const rows = groups.map((group) => {
    const cells = modes.map((mode) => cell(verdictsOf(verdicts, group, mode)));
    const text = cells.map(({ text }) => text.padStart(CELL)).join('');
    const isPassed = cells.every(({ isPassed }) => isPassed);
    return style(isPassed ? 'good' : 'bad', `  ${group.padEnd(width)}${text}`);
  });
  const heads = modes.map((mode) => mode.padStart(CELL)).join('');
  return [style('faint', `  ${'passed'.padEnd(width)}${heads}`), ...rows];
}

function groupOf({ case: { vector } }: CaseVerdict): string {
  return vector.group;
}

function verdictsOf(verdicts: readonly CaseVerdict[], group: string, mode: Mode): CaseVerdict[] {
  return verdicts.filter((one) => groupOf(one) === group && one.case.mode === mode);
}

function cell(verdicts: readonly CaseVerdict[]): { text: string; isPassed: boolean } {
  const passed = verdicts.filter(({ status }) => status === 'pass').length;
  return { text: `${passed}/${verdicts.length}`, isPassed: passed === verdicts.length };
}
