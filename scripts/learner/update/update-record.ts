import path from 'node:path';
import { explaining } from '../../files/disk-errors';
import { replaceDurably } from '../../files/durable';
import { isRecord, readJson } from '../../files/json';
import type { GitState } from './git';

/** An update that was carried through, as far as it takes to undo it. */
export interface UpdateRecord {
  /** The snapshot of what it has changed. */
  snapshot: string;
  /** Where git stood, if the update moved the branch. */
  git?: GitState;
  undone: boolean;
}

/** The last update, if there was one. */
export function readUpdateRecord(root: string): UpdateRecord | undefined {
  return readJson(recordFile(root), readRecord);
}

function readRecord(value: unknown): UpdateRecord {
  if (isRecord(value) && typeof value.snapshot === 'string')
    return value as unknown as UpdateRecord;
  throw new Error('it holds no record of an update');
}

export function writeUpdateRecord(root: string, record: UpdateRecord): void {
  const file = recordFile(root);
  explaining('The files are changed, but that could not be recorded.', () => {
    replaceDurably(file, `${JSON.stringify(record, null, 2)}\n`);
  });
}

function recordFile(root: string): string {
  return path.join(root, '.workshop', 'update.json');
}
