import { join } from 'node:path';
import { LockedError, lockOwner, takeLock } from '../../files/lock';

/**
 * Claims a directory for this process: two that write the same state would undo each other's work.
 * @param warn told when a claim was cleared whose process is gone
 * @returns what gives it free again
 * @throws when a process that still runs has claimed it
 */
export function lockDirectory(directory: string, warn: (message: string) => void): () => void {
  const path = lockIn(directory);
  try {
    const { wasLeftBehind, release } = takeLock(path);
    if (wasLeftBehind) {
      warn(
        'The local AWS that ran here before was ended without giving its state free, as by kill -9. ' +
          'Its lock is cleared; what it had confirmed is there.',
      );
    }
    return release;
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Error(
      `Process ${error.owner} already runs local AWS on ${directory}. Stop it first. If it is ` +
        `something else, delete ${path}.`,
    );
  }
}

/** The process that has claimed a directory, if it still runs. */
export function ownerOf(directory: string): number | undefined {
  return lockOwner(lockIn(directory));
}

function lockIn(directory: string): string {
  return join(directory, 'lock');
}
