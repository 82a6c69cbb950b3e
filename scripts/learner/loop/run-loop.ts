import type { ReadStream, WriteStream } from 'node:tty';
import { Checker } from '../check/checker';
import type { CommandContext } from '../command';
import type { Step } from '../steps';
import { LabProcess } from './lab-process';
import { Loop } from './loop';
import { openFile } from './open-file';
import { openTerminal } from './terminal';
import { type Watching, watchSteps } from './watch';

/** How the learner wants it. */
export interface LoopPreferences {
  /** Checks only on a key, not on a save. */
  manual?: boolean;
  /** Looks at the files itself instead of waiting for the system to tell of changes. */
  polling?: boolean;
  /** Goes on by itself when a step passes. */
  autoAdvance?: boolean;
}

export interface LoopOptions {
  context: () => CommandContext;
  first: Step;
  preferences: LoopPreferences;
  /** What goes on beside the loop: told at the beginning, and shown all the time. */
  beside?: { notice: string; status: () => string };
  input: ReadStream;
  output: WriteStream;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Between two signs that the loop is alive, in milliseconds. */
const TICK = 5000;

/** Runs the learner's loop in a terminal until the learner leaves; then nothing of it is left. */
export async function runLoop(options: LoopOptions): Promise<void> {
  const { context, first, preferences, beside, input, output } = options;
  const { root } = context();
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const checker = new Checker({ root });
  const lab = new LabProcess();
  const openLab = () => lab.open();
  const terminal = openTerminal(input, output, {
    onKey: (key) => loop.onKey(key),
    onResize: () => loop.onResize(),
  });
  const { autoAdvance = false, manual = false, polling = false } = preferences;
  const loop = new Loop(
    {
      context,
      checker,
      terminal,
      openFile,
      openLab,
      manual,
      autoAdvance,
      beside: beside?.status,
      onQuit: leave,
    },
    first,
  );
  const watcher = manual ? undefined : watchFor(loop, root, polling ? 'polling' : 'events');
  const ticks = setInterval(() => loop.onTick(), TICK);
  for (const signal of SIGNALS) process.once(signal, leave);

  loop.begin();
  if (beside) loop.tell(beside.notice);
  await left;

  for (const signal of SIGNALS) process.off(signal, leave);
  clearInterval(ticks);
  watcher?.close();
  checker.close();
  lab.close();
  terminal.close();
}

function watchFor(loop: Loop, root: string, how: Watching) {
  return watchSteps(root, how, {
    onSave: (file) => loop.onSave(file),
    onWatching: (now) => {
      if (now === how) return;
      loop.tell('Your system does not tell of saved files here: they are looked at in turns.');
    },
    onError: (problem) => loop.tell(`Saves are not noticed (${problem}). Press c to check.`),
  });
}
