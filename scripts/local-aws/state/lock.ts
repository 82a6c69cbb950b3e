import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Claims a directory for this process: two that write the same state would undo each other's work.
 * @param warn told when a claim was cleared whose process is gone
 * @returns what gives it free again
 * @throws when a process that still runs has claimed it
 */
export function lockDirectory(directory: string, warn: (message: string) => void): () => void {
  const path = lockIn(directory);
  try {
    claim(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = ownerOf(directory);
    if (owner !== undefined) {
      throw new Error(
        `Process ${owner} already runs local AWS on ${directory}. Stop it first. If it is ` +
          `something else, delete ${path}.`,
      );
    }
    rmSync(path, { force: true });
    claim(path);
    warn(
      'The local AWS that ran here before was ended without giving its state free, as by kill -9. ' +
        'Its lock is cleared; what it had confirmed is there.',
    );
  }
  return () => rmSync(path, { force: true });
}

/** The process that has claimed a directory, if it still runs. */
export function ownerOf(directory: string): number | undefined {
  const path = lockIn(directory);
  if (!existsSync(path)) return undefined;
  const owner = Number(readFileSync(path, 'utf8'));
  return isRunning(owner) ? owner : undefined;
}

function lockIn(directory: string): string {
  return join(directory, 'lock');
}

function claim(path: string): void {
  writeFileSync(path, String(process.pid), { flag: 'wx' });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
