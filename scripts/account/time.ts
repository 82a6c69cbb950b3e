import { setTimeout } from 'node:timers/promises';

/** Where the rooms that talk to AWS take the time from, and wait. */
export interface Time {
  now(): Date;
  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** The machine's own time. */
export const systemTime: Time = {
  now: () => new Date(),
  sleep: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};
