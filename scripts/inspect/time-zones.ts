/** In Jest alone, which gives a test a copy of the variables: sets the time zone of the process. */
declare const setTimeZone: ((zone: string) => void) | undefined;

/** One east of UTC and one west of it: a local date is wrong in one of them at any hour. */
export const TIME_ZONES = ['Asia/Tokyo', 'America/St_Johns'] as const;

const OWN_TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Runs something in another time zone, and comes back to the own one. */
export function inTimeZone<T>(zone: string, run: () => T): T {
  enter(zone);
  try {
    return run();
  } finally {
    enter(OWN_TIME_ZONE);
  }
}

function enter(zone: string): void {
  if (typeof setTimeZone === 'function') setTimeZone(zone);
  else process.env.TZ = zone;
}
