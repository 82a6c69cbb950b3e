import { ago } from '../../terminal/words';
import { paragraph } from '../../terminal/wrap';
import { isPass } from '../check/verdict';
import { type Checked, showChecked } from '../checked';
import { showAfterPass, showAllDone } from '../show/after-pass';
import { showMap } from '../show/map';
import { isTall, type WorkshopScreen } from '../show/verdict';
import type { Step } from '../steps';
import { keyHelp, keyLine } from './keys';
import { workedAhead } from './sentences';
import type { Entry, LoopState, Onward } from './state';

/** All that is to be on the screen. */
export function render({ screen: entries }: LoopState, screen: WorkshopScreen): string {
  return entries.map((entry) => `${showEntry(entry, screen)}\n\n`).join('');
}

/** The line below all that, which shows that the loop is alive. */
export function statusLine({ checking, checked }: LoopState, now: Date): string {
  if (checking !== undefined) return 'Checking …';
  return checked ? `Last check: ${ago(checked.at, now)}` : '';
}

function showEntry(entry: Entry, screen: WorkshopScreen): string {
  const { style, columns } = screen;
  switch (entry.show) {
    case 'sentences':
      return entry.text
        .split('\n')
        .map((line) => paragraph(line, columns))
        .join('\n');
    case 'text':
      return entry.text;
    case 'map':
      return showMap(entry.steps, entry.progress, entry.step, style);
    case 'verdict':
      return `${showChecked(entry.step, entry.checked, screen)}\n\n${showOnward(entry, screen)}`;
    case 'keys':
      return keyHelp(style, columns);
    case 'all done':
      return showAllDone(screen);
  }
}

interface VerdictEntry {
  step: Step;
  checked: Checked;
  onward: Onward;
}

function showOnward(entry: VerdictEntry, screen: WorkshopScreen): string {
  const { columns, style } = screen;
  const keys = isTall(screen) ? keyLine(style, columns) : `${style('strong', '?')} keys`;
  return [...hintAtSave(entry, columns), nextMove(entry, screen), keys].join('\n');
}

function hintAtSave({ step, checked, onward }: VerdictEntry, columns: number): string[] {
  const { savedAhead, next } = onward;
  if (!savedAhead) return [];
  const isNext = isPass(checked.verdict) && savedAhead === next;
  return [paragraph(workedAhead(savedAhead, { at: step, isNext }), columns)];
}

function nextMove({ step, checked, onward }: VerdictEntry, screen: WorkshopScreen): string {
  const { next, isManual } = onward;
  if (!isPass(checked.verdict)) {
    return isManual ? 'Press c to check.' : 'Save a file, and it is checked at once.';
  }
  const goOn = next && `Press Enter to go on with step ${next.number}: ${next.title}.`;
  return showAfterPass(step, { goOn, ...checked }, screen);
}
