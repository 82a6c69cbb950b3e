import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { explaining } from '../../files/disk-errors';
import { moveDurably, removeDurably, writeDurably } from '../../files/durable';
import { isRunning } from '../../files/lock';
import { type Contents, type Snapshot, takeSnapshot } from './snapshot';

export interface FileChange {
  /** Relative to the workshop's folder, with slashes on every system. */
  file: string;
  /** What it is to hold; undefined to remove it. */
  contents: Contents;
}

const OWNER_MAY_WRITE = 0o200;

/**
 * Changes files of the workshop, and saves each one first. Everything that may fail for want of
 * space happens before the first file is touched; each file then changes in one stroke. So whenever
 * this is broken off, every file is the old or the new one, and the old one is in the snapshot.
 *
 * @param why the command, for the snapshot: `reset 05`
 * @returns the snapshot; undefined if every file is already as it should be
 * @throws Error that says what could not be written, why, and what is changed already
 */
export function changeFiles(
  root: string,
  changes: FileChange[],
  { why, now }: { why: string; now: Date },
): Snapshot | undefined {
  const before = new Map(changes.map(({ file }) => [file, readIfThere(path.join(root, file))]));
  const needed = changes.filter(({ file, contents }) => !same(before.get(file), contents));
  if (needed.length === 0) return undefined;
  for (const { file } of needed) refuseReadOnly(path.join(root, file));

  const workspace = makeWorkspace(root, now);
  const saved = new Map(needed.map(({ file }) => [file, before.get(file)]));
  try {
    const snapshot = explaining('Nothing was changed.', () => {
      stage(needed, root, workspace);
      return takeSnapshot(root, saved, { why, now, workspace });
    });
    explaining(`Not every file was changed. All are saved in ${snapshot.folder}.`, () => {
      for (const change of needed) apply(change, root, workspace);
    });
    return snapshot;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** What a file holds, or undefined where there is none. */
export function readIfThere(file: string): Contents {
  return existsSync(file) ? readFileSync(file) : undefined;
}

function same(one: Contents | undefined, other: Contents): boolean {
  return one && other ? one.equals(other) : one === other;
}

/** A file can be replaced where it cannot be written; whoever protected it did not mean that. */
function refuseReadOnly(file: string): void {
  if (!existsSync(file) || statSync(file).mode & OWNER_MAY_WRITE) return;
  throw new Error(
    `${file} is read-only. Nothing was changed. Make the file writable, then run this again.`,
  );
}

/** A folder for what is not finished; those that killed processes have left are removed. */
function makeWorkspace(root: string, now: Date): string {
  const folder = path.join(root, '.workshop', 'unfinished');
  const left = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of left.filter((name) => !isRunning(Number.parseInt(name, 10)))) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  return path.join(folder, `${process.pid}-${now.getTime()}`);
}

/** Writes what the files are to hold, beside them; a file that is there keeps its permissions. */
function stage(changes: FileChange[], root: string, workspace: string): void {
  for (const { file, contents } of changes) {
    if (!contents) continue;
    const staged = path.join(workspace, 'new', file);
    const target = path.join(root, file);
    writeDurably(staged, contents);
    if (existsSync(target)) chmodSync(staged, statSync(target).mode);
  }
}

function apply({ file, contents }: FileChange, root: string, workspace: string): void {
  const target = path.join(root, file);
  if (contents) {
    moveDurably(path.join(workspace, 'new', file), target);
    return;
  }
  removeDurably(target);
  removeEmptyFolders(path.dirname(target), root);
}

function removeEmptyFolders(folder: string, root: string): void {
  if (folder === root || !existsSync(folder) || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(path.dirname(folder), root);
}
