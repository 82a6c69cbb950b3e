/**
 * A process for tests that tries to take one lock after another, at the same moments as others of
 * its kind, and keeps what it gets until its standard input ends.
 *
 * Arguments: the locks. Standard input: when to begin, in milliseconds since 1970.
 */
import { once } from 'node:events';
import { LockedError, takeLock } from '../lock';

/** Time for all racers to try one lock. */
const ROUND_MILLISECONDS = 10;

function isTaken(file: string): boolean {
  try {
    takeLock(file);
    return true;
  } catch (error) {
    if (error instanceof LockedError) return false;
    throw error;
  }
}

async function race(files: string[]): Promise<void> {
  console.log('ready');
  const [start] = await once(process.stdin, 'data');
  const taken = files.filter((file, round) => {
    const moment = Number(start) + round * ROUND_MILLISECONDS;
    while (Date.now() < moment);
    return isTaken(file);
  });
  console.log(JSON.stringify(taken));
}

void race(process.argv.slice(2));
