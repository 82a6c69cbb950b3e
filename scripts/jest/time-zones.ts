/** Given by the environment of the checks: Jest keeps the variables of the process from them. */
declare const setTimeZone: (zone: string) => void;

/** One east of UTC and one west of it: a local date is wrong in one of them at any hour. */
export const TIME_ZONES = ['Asia/Tokyo', 'America/St_Johns'] as const;

/** Runs something in another time zone, and comes back to that of the checks. */
export function inTimeZone<T>(zone: string, run: () => T): T {
  setTimeZone(zone);
  try {
    return run();
  } finally {
    setTimeZone(TIME_ZONES[0]);
  }
}
