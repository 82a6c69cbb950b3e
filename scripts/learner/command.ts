import type { Screen } from '../terminal/screen';
import { count } from '../terminal/words';
import type { ProgressFile } from './progress';
import type { Snapshot } from './snapshots/snapshot';
import type { Step } from './steps';

/** What every command stands on. */
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
export interface Answer {
  /** What `--json` prints. */
  data: object;
  /** The same for people. */
  text: string;
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
