import path from 'node:path';
import { changeFiles, type FileChange, readIfThere } from './change-files';
import { type Contents, type Snapshot, savedContents } from './snapshot';

/** A file of a snapshot beside what is there now. */
export interface Comparison {
  file: string;
  saved: Contents;
  now: Contents;
}

/**
 * Restores files of a snapshot. What is there now is saved first, so this can be taken back
 * like everything else.
 *
 * @param files only these, or all if there are none
 * @returns the snapshot of what stood there before; undefined if every file is already as it was saved
 * @throws Error if the snapshot holds no such file, is damaged, or the files cannot be written
 */
export function restoreFiles(
  root: string,
  snapshot: Snapshot,
  { files, now }: { files: string[]; now: Date },
): Snapshot | undefined {
  const changes: FileChange[] = compare(root, snapshot, files).map(({ file, saved }) => ({
    file,
    contents: saved,
  }));
  return changeFiles(root, changes, { why: 'restore', now });
}

/**
 * What the snapshot holds beside what is there now.
 *
 * @param files only these, or all if there are none; the end of a path is enough
 * @throws Error if the snapshot holds no such file, or is damaged
 */
export function compare(root: string, snapshot: Snapshot, files: string[]): Comparison[] {
  return chosen(snapshot, files).map((saved) => ({
    file: saved.file,
    saved: savedContents(snapshot, saved),
    now: readIfThere(path.join(root, saved.file)),
  }));
}

/**
 * The snapshot that is meant.
 *
 * @param wanted its place in the list, from 1, or the beginning of its id; the newest if left out
 * @throws Error if there is none, or more than one
 */
export function findSnapshot(snapshots: Snapshot[], wanted: string | undefined): Snapshot {
  const [newest] = snapshots;
  if (!newest) throw new Error('Nothing was saved yet: no command has changed any file of yours.');
  if (wanted === undefined) return newest;
  const numbered = /^\d{1,3}$/.test(wanted) ? snapshots[Number(wanted) - 1] : undefined;
  const named = snapshots.filter(({ id }) => id.startsWith(wanted));
  const found = numbered ?? (named.length === 1 ? named[0] : named.find(({ id }) => id === wanted));
  if (found) return found;
  const how = named.length > 1 ? 'is the beginning of more than one snapshot' : 'is no snapshot';
  throw new Error(`${wanted} ${how}. See them with: npm run workshop -- restore --list`);
}

function chosen(snapshot: Snapshot, files: string[]) {
  if (files.length === 0) return snapshot.files;
  return files.map((wanted) => {
    const name = wanted.replaceAll('\\', '/').replace(/^\.\//, '');
    const found = snapshot.files.filter(({ file }) => file === name || file.endsWith(`/${name}`));
    if (found.length === 1 && found[0]) return found[0];
    const names = snapshot.files.map(({ file }) => `  ${file}`).join('\n');
    const how = found.length > 1 ? 'contains more than one' : 'does not contain';
    throw new Error(`The snapshot ${snapshot.id} ${how} ${wanted}. It contains:\n${names}`);
  });
}
