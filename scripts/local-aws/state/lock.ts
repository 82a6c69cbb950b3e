import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Claims a directory for this process: two that write the same state would undo each other's work.
 * @returns what gives it free again
 * @throws when a process that still runs has claimed it
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'lock');
  try {
    claim(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(path, 'utf8'));
    if (isRunning(owner)) {
      throw new Error(
        `Process ${owner} already runs local AWS on ${directory}. Stop it first. If it is ` +
          `something else, delete ${path}.`,
      );
    }
    // Its owner ended without giving it free, as a killed process does.
    rmSync(path);
    claim(path);
  }
  return () => rmSync(path, { force: true });
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
