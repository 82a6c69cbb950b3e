import type { Screen } from '../terminal/screen';
import { count } from '../terminal/words';
import { type ProgressFile, stepAtHand } from './progress';
import type { Snapshot } from './snapshots/snapshot';
import { type Step, stepNumbered } from './steps';

/** What every command depends on. */
export interface CommandContext extends Screen {
  /** The workshop's folder. */
  root: string;
  /** @throws Error if they cannot be read */
  steps(): Step[];
  progress: ProgressFile;
  now: Date;
  /** Tells something beside the answer, in whole sentences. */
  warn(message: string): void;
}

/** What a command answers. */
export interface CommandAnswer {
  /** For people. */
  text: string;
  /** The same for `--json`, where a command has that. */
  data?: object;
  /** 1 if the answer is no; otherwise 0. */
  exitCode?: 0 | 1;
}

/**
 * The step that a command is about.
 *
 * @param wanted its number; the one at hand if left out
 * @returns undefined if none is wanted and all are done
 * @throws Error if there is no such step
 */
export function stepFor(wanted: string | undefined, context: CommandContext): Step | undefined {
  const steps = context.steps();
  return wanted === undefined
    ? stepAtHand(steps, context.progress.read())
    : stepNumbered(steps, wanted);
}

/** How to get back what a command has changed. */
export function howToGetBack(snapshot: Snapshot): string {
  return [
    `Saved, as they were until now: ${count(snapshot.files.length, 'file')}, in .workshop/snapshots/${snapshot.id}`,
    `  to see what differs   npm run workshop -- restore ${snapshot.id} --diff`,
    `  to get them back      npm run workshop -- restore ${snapshot.id}`,
  ].join('\n');
}

/** Files, one a line, indented. */
export function fileLines(files: string[]): string {
  return files.map((file) => `  ${file}`).join('\n');
}
