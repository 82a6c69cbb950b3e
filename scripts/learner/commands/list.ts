import { aligned } from '../../terminal/table';
import { minutes } from '../../terminal/words';
import { widthOf } from '../../terminal/wrap';
import type { CommandAnswer, CommandContext } from '../command';
import { isBroken, isDone, type StepProgress, stepAtHand } from '../progress';
import { nowBroken } from '../show/map';
import type { Step } from '../steps';

/** Which steps to list; all if neither is asked for. */
export interface ListFilter {
  done?: boolean;
  pending?: boolean;
}

type State = 'done' | 'broken' | 'solution' | 'here' | 'begun' | 'not begun';

/** The steps with what is done, the time they took and the hints that were taken. */
export function list(
  filter: ListFilter,
  { steps, progress, style, columns }: CommandContext,
): CommandAnswer {
  const recorded = progress.read();
  const all = steps();
  const here = stepAtHand(all, recorded);
  const rows = all.map((step) => row(step, recorded[step.id], step === here));
  const wanted = rows.filter(({ done }) => !oneSided(filter) || done === Boolean(filter.done));

  const done = rows.filter((each) => each.done).length;
  const heading = style('strong', `The workshop: ${done} of ${rows.length} steps done`);
  const none = `No step is ${filter.done ? 'done' : 'left to do'}.`;
  const shown = wanted.length > 0 ? table(wanted, { columns, style }) : none;
  return {
    data: { done, steps: wanted },
    text: [heading, shown, ...sayBroken(wanted)].join('\n\n'),
  };
}

function oneSided({ done, pending }: ListFilter): boolean {
  return Boolean(done) !== Boolean(pending);
}

function sayBroken(rows: Row[]): string[] {
  const broken = rows.filter(({ state }) => state === 'broken');
  return broken.length > 0 ? [nowBroken(broken)] : [];
}

type Row = ReturnType<typeof row>;

function row(step: Step, progress: StepProgress | undefined, here: boolean) {
  const { firstPassedAt, attempts = 0, hints = 0, seconds = 0 } = progress ?? {};
  return {
    step: step.id,
    number: step.number,
    title: step.title,
    state: stateOf(progress, here),
    done: isDone(progress),
    minutesPlanned: step.minutes,
    seconds,
    checks: attempts,
    hints,
    firstPassedAt: firstPassedAt ?? null,
  };
}

function stateOf(progress: StepProgress | undefined, here: boolean): State {
  if (isDone(progress)) return progress?.firstPassedAt ? 'done' : 'solution';
  if (isBroken(progress)) return 'broken';
  if (here) return 'here';
  return (progress?.attempts ?? 0) > 0 ? 'begun' : 'not begun';
}

const HEADINGS = ['state', 'step', 'title', 'plan', 'time', 'checks', 'hints'];
const WORD_COLUMNS = 3;

/** How many columns of the table are shown: all that fit into the terminal's width. */
const COLUMN_COUNTS = [7, 6, 5, 4];

function table(rows: Row[], { columns, style }: Pick<CommandContext, 'columns' | 'style'>): string {
  const lines = rows.map(({ state, number, title, minutesPlanned, seconds, checks, hints }) => [
    state === 'not begun' ? '' : state,
    number,
    title,
    `${minutesPlanned} min`,
    seconds > 0 ? minutes(seconds) : '',
    checks > 0 ? `${checks}` : '',
    hints > 0 ? `${hints}` : '',
  ]);
  const shown = [HEADINGS, ...lines];
  const fitting = COLUMN_COUNTS.map((most) =>
    aligned(
      shown.map((cells) => cells.slice(0, most)),
      WORD_COLUMNS,
    ).map((line) => `  ${line}`),
  );
  const fits = (table: string[]) => table.every((line) => widthOf(line) <= columns);
  const [headings = '', ...shownRows] = fitting.find(fits) ?? fitting.at(-1) ?? [];
  const emphasized = shownRows.map((line, index) => {
    const { state, done } = rows[index]!;
    if (state === 'here') return style('strong', line);
    return done ? style('good', line) : line;
  });
  return [style('faint', headings), ...emphasized].join('\n');
}
