import type { Time } from '../time';
import type { AwsError } from './aws-error';
import type { CallInput } from './operations';
import { leavesDoubt, TRANSIENCES, type Transience } from './transient';
import type { Around, CallOutput } from './wrap-calls';

export interface Patience {
  time: Time;
  /** How many seconds a change may take until all of AWS sees it. */
  settlingSeconds: number;
  /** The most seconds that any call is waited for, where that is less than AWS may need. */
  limitSeconds?: number;
  /** Told each second how long it is still waited, and why. */
  waiting(reason: string, seconds: number): void;
  /** Finds what a call made whose answer was lost. */
  findLostCreation(operation: string, input: CallInput): Promise<CallOutput | undefined>;
}

/** Repeats what AWS refuses only for now, after the time it takes, and not for ever. */
export function patient(patience: Patience): Around {
  return async ({ operation, input }, proceed) => {
    const waited = new Map<Transience, number>();
    for (let attempts = 1; ; attempts++) {
      try {
        return await proceed(input);
      } catch (error) {
        await waitOut(error as AwsError, operation, attempts, waited, patience);
        const made = leavesDoubt(error as AwsError)
          ? await patience.findLostCreation(operation, input)
          : undefined;
        if (made) return made;
      }
    }
  };
}

/** @throws the error itself, when it is not one to wait for, or it was waited for long enough */
async function waitOut(
  error: AwsError,
  operation: string,
  attempts: number,
  waited: Map<Transience, number>,
  { time, settlingSeconds, limitSeconds = Number.POSITIVE_INFINITY, waiting }: Patience,
): Promise<void> {
  const transience = TRANSIENCES.find(({ fits }) => fits(error, operation));
  if (!transience) throw error;

  const seconds = transience.seconds(error, operation, attempts);
  const total = (waited.get(transience) ?? 0) + seconds;
  const limit = transience.patience === 'settling' ? settlingSeconds : transience.patience;
  if (total > Math.min(limit, limitSeconds)) throw error;

  waited.set(transience, total);
  await countDown(seconds, time, (left) => waiting(transience.reason(operation), left));
}

/** Waits so many seconds, and tells each of them. */
export async function countDown(
  seconds: number,
  time: Time,
  tell: (left: number) => void,
): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    tell(left);
    await time.sleep(1000);
  }
}
