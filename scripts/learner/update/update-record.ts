import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { explaining } from '../../files/disk-errors';
import { moveDurably, writeDurably } from '../../files/durable';
import type { GitState } from './git';

/** An update that was carried through, as far as it takes to undo it. */
export interface UpdateRecord {
  /** The snapshot of what it has changed. */
  snapshot: string;
  /** Where git stood, if the update moved the branch. */
  git: GitState | null;
  undone: boolean;
}

/** The last update; null if there was none. */
export function readUpdateRecord(root: string): UpdateRecord | null {
  const file = recordFile(root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as UpdateRecord) : null;
}

export function writeUpdateRecord(root: string, record: UpdateRecord): void {
  const file = recordFile(root);
  explaining('The files are changed, but that could not be recorded.', () => {
    writeDurably(`${file}.unfinished`, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
    moveDurably(`${file}.unfinished`, file);
  });
}

function recordFile(root: string): string {
  return path.join(root, '.workshop', 'update.json');
}
