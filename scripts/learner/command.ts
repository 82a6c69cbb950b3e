import type { Style } from '../terminal/style';
import type { ProgressFile } from './progress';
import type { Snapshot } from './snapshots/snapshot';
import type { Step } from './steps';

/** What every command stands on. */
export interface CommandContext {
  /** The workshop's folder. */
  root: string;
  /** @throws Error if they cannot be read */
  steps(): Step[];
  progress: ProgressFile;
  style: Style;
  /** Of the terminal; infinite where there is none. */
  columns: number;
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
    `Saved, as they were until now: ${snapshot.files.length} files, in .workshop/snapshots/${snapshot.id}`,
    `  to see what differs   npm run workshop -- restore ${snapshot.id} --diff`,
    `  to get them back      npm run workshop -- restore ${snapshot.id}`,
  ]
    .join('\n')
    .replace(': 1 files', ': 1 file');
}

/** Files, one a line, indented. */
export function fileLines(files: string[]): string {
  return files.map((file) => `  ${file}`).join('\n');
}
