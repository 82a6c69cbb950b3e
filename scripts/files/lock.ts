import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A lock that this process holds. */
export interface Lock {
  /** Whether a process that no longer runs has left the lock behind. */
  wasLeftBehind: boolean;
  release(): void;
}

/** A process that still runs holds the lock. */
export class LockedError extends Error {
  readonly owner: number;

  constructor(file: string, owner: number) {
    super(`Process ${owner} holds ${file}.`);
    this.owner = owner;
  }
}

/**
 * Takes a lock: a file with the id of the process that holds it. However many processes try at
 * once, also to take over a lock that was left behind, one of them gets it.
 *
 * @param file made, with its folder
 * @throws LockedError if a process that still runs holds it, or is about to
 */
export function takeLock(file: string): Lock {
  mkdirSync(path.dirname(file), { recursive: true });
  // Linked or renamed into place, the lock has its owner's id from the first moment.
  const own = `${file}.${process.pid}.new`;
  writeFileSync(own, String(process.pid));
  try {
    while (true) {
      if (linked(own, file)) return lockOn(file, false);
      const owner = readOwner(file);
      if (owner === undefined) continue;
      if (isRunning(owner)) throw new LockedError(file, owner);
      if (replaced(owner, own, file)) return lockOn(file, true);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function lockOn(file: string, wasLeftBehind: boolean): Lock {
  return { wasLeftBehind, release: () => rmSync(file, { force: true }) };
}

/**
 * Puts the own lock in the place of one whose owner no longer runs. Only the holder of a second
 * lock, named for that owner, may do so; one that comes too late finds another owner in the first.
 */
function replaced(owner: number, own: string, file: string): boolean {
  const takeover = takeLock(`${file}.${owner}`);
  try {
    if (readOwner(file) !== owner) return false;
    renameSync(own, file);
    return true;
  } finally {
    takeover.release();
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that holds a lock, if it still runs. */
export function lockOwner(file: string): number | undefined {
  const owner = readOwner(file);
  return owner !== undefined && isRunning(owner) ? owner : undefined;
}

/** No process has the id 0, which stands for a lock that names none. */
function readOwner(file: string): number | undefined {
  try {
    return Math.trunc(Number(readFileSync(file, 'utf8'))) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** Whether a process with this id runs, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
