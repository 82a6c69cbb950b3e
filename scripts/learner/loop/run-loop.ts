import type { ReadStream, WriteStream } from 'node:tty';
import { Checker } from '../check/checker';
import type { ProgressFile } from '../progress';
import type { Step } from '../steps';
import { Loop } from './loop';
import { openTerminal } from './terminal';
import { watchSteps } from './watch';

export interface LoopOptions {
  /** The workshop's folder. */
  root: string;
  steps: Step[];
  first: Step;
  progress: ProgressFile;
  input: ReadStream;
  output: WriteStream;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the learner's loop in a terminal until the learner leaves; then nothing of it is left. */
export async function runLoop(options: LoopOptions): Promise<void> {
  const { root, steps, first, progress, input, output } = options;
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const checker = new Checker({ root });
  const terminal = openTerminal(input, output, (key) => loop.onKey(key));
  const now = () => new Date();
  const loop = new Loop({ root, steps, progress, checker, terminal, now, onQuit: leave }, first);
  const watcher = watchSteps(
    root,
    () => loop.onSave(),
    (problem) => loop.say(`Saves are not noticed (${problem}). Press r to check.`),
  );
  for (const signal of SIGNALS) process.once(signal, leave);

  loop.begin();
  await left;

  for (const signal of SIGNALS) process.off(signal, leave);
  watcher.close();
  checker.close();
  terminal.close();
}
