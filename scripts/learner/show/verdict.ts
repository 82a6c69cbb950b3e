import type { Mistake } from '../../sigv4/mistakes/mistake';
import { fitted } from '../../terminal/fitted';
import type { Screen, Style } from '../../terminal/screen';
import { count } from '../../terminal/words';
import { paragraph } from '../../terminal/wrap';
import { relativeTo } from '../check/places';
import type { CheckOutput, Finding, Place, Tally, Verdict } from '../check/verdict';
import type { Step } from '../steps';
import { showMarkdown } from './markdown';

/** What the state of a workshop is shown on. */
export interface WorkshopScreen extends Screen {
  /** The workshop's folder. */
  root: string;
}

const BAR_WIDTH = 30;
const MESSAGE_ROWS = 22;
const OUTPUT_ROWS = 8;

/** Rows of a verdict beside the message: headline, bar, mistake, case, place, count, what is next, keys. */
const ROWS_BESIDE_MESSAGE = 17;
const LEAST_MESSAGE_ROWS = 5;

/** A terminal with fewer rows shows neither bar nor keys, so that the mistake stays on it. */
const ROWS_FOR_ALL = 24;

/** Whether there is room for more than the verdict and the mistake. */
export function isTall({ rows = ROWS_FOR_ALL }: Screen): boolean {
  return rows >= ROWS_FOR_ALL;
}

/**
 * A verdict for people, on one screen: the mistake by its name, the one case to look at, and how many
 * more there are.
 *
 * @param mistakes behind the case that is shown, if known
 */
export function showVerdict(
  step: Step,
  verdict: Verdict,
  screen: WorkshopScreen,
  mistakes: Mistake[] = [],
): string {
  const sections = [
    headline(step, verdict, screen),
    ...mistakes.map((mistake) => showMistake(mistake, screen)),
    describe(verdict.finding, step, screen),
    rest(verdict),
    printed(verdict.output),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function headline(step: Step, { finding, tally }: Verdict, screen: Screen): string {
  const { style } = screen;
  const name = `Step ${step.number}`;
  const below = tally.total > 0 && isTall(screen) ? `\n${bar(tally, style)}` : '';
  if (finding.kind === 'passed') {
    return style('good', `${name} passes: ${tally.passed} of ${tally.total} cases.`) + below;
  }
  const count =
    tally.total > 0 ? `: ${tally.passed} of ${tally.total} cases pass` : ' does not run';
  return style('strong', `${name}${count}.`) + below;
}

/** How far a step is: `[#####.....] 120/380`. */
function bar({ passed, total }: Tally, style: Style): string {
  // Rounded down, so that it is full only when every case passes.
  const filled = Math.floor((BAR_WIDTH * passed) / total);
  const done = style('good', '#'.repeat(filled));
  return `[${done}${'.'.repeat(BAR_WIDTH - filled)}] ${passed}/${total}`;
}

function showMistake({ title, why }: Mistake, { style, columns }: WorkshopScreen): string {
  return `${style('strong', paragraph(`${title}.`, columns))}\n${paragraph(why, columns)}`;
}

function describe(finding: Finding, step: Step, screen: WorkshopScreen): string {
  const { root, style, columns } = screen;
  switch (finding.kind) {
    case 'passed':
      return '';
    case 'to-do':
      return withPlace(
        paragraph(`Next: ${finding.functionName} — ${finding.task}`, columns),
        finding.place,
        style,
      );
    case 'failed': {
      const title = style('bad', paragraph(`First to fail: ${finding.test.join(' › ')}`, columns));
      const message = fittedMessage(finding.message, screen);
      return `${withPlace(title, finding.place, style)}\n\n${indent(message)}`;
    }
    case 'not-loaded': {
      const title = style('bad', 'Your code could not be loaded:');
      const message = fittedMessage(finding.message, screen);
      return `${withPlace(title, finding.place, style)}\n\n${indent(message)}`;
    }
    case 'missing-file': {
      const title = style('bad', `${finding.file} is missing.`);
      return `${title}\n${showMarkdown(finding.remedy, { columns, style })}`;
    }
    case 'timed-out': {
      const title = style('bad', `Stopped after ${finding.seconds} s ${during(finding.test)}.`);
      return (
        `${withPlace(title, finding.place, style)}\n` +
        'Is there a loop that never ends, or a promise that is never settled?' +
        (finding.test ? '' : ' If the machine is only busy, check again.')
      );
    }
    case 'ended':
      return (
        `${style('bad', `The check ended too early (${finding.how}) ${during(finding.test)}.`)}\n` +
        'Is there a process.exit, or something that takes all memory?'
      );
    case 'skipped':
      return 'Not every case ran: the check contains skip, only or todo. Remove it to finish.';
    case 'no-tests':
      return `${relativeTo(root, step.check)} has no test. Restore it: git checkout -- ${relativeTo(root, step.check)}`;
  }
}

function fittedMessage(message: string, { columns, rows, style }: Screen): string {
  const room = rows === undefined ? MESSAGE_ROWS : rows - ROWS_BESIDE_MESSAGE;
  return fitted(
    message,
    columns - 2,
    Math.min(Math.max(room, LEAST_MESSAGE_ROWS), MESSAGE_ROWS),
    style,
  );
}

/** That a check is not as it was shipped, for whoever wonders about its verdict. */
export function showChangedCheck(
  { check }: Step,
  { root, style }: Omit<WorkshopScreen, 'columns'>,
): string {
  return style('faint', `${relativeTo(root, check)} is not as it was shipped.`);
}

function withPlace(title: string, place: Place | undefined, style: Style): string {
  return place ? `${title}\n${style('faint', `${place.file}:${place.line}`)}` : title;
}

function during(test: string | undefined): string {
  return test ? `in the case ${test}` : 'while your files were being loaded';
}

function rest({ finding, tally }: Verdict): string {
  const others = tally.failed - 1;
  const skipped = tally.skipped > 0 ? `${tally.skipped} of ${tally.total} cases did not run.` : '';
  const failing = finding.kind === 'failed' && others > 0 ? `and ${others} more fail.` : '';
  return [failing, skipped].filter((text) => text !== '').join(' ');
}

function printed({ fromCase, others, lines }: CheckOutput): string {
  if (lines === 0) return '';
  const title = fromCase.length > 0 ? 'Your code printed, in this case:' : 'Your code printed:';
  const shown = (fromCase.length > 0 ? fromCase : others).slice(0, OUTPUT_ROWS);
  const more = lines - shown.length;
  return [
    title,
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${count(more, 'line')} more`] : []),
  ].join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
