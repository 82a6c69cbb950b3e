import { inTimeZone, TIME_ZONES } from './time-zones';

interface Moment {
  /** As it was given, in any form that Date reads. */
  date: string;
  /** As it should be written. */
  timestamp: string;
  /** In which the function ran. */
  zone: string;
}

/** The parts of a time, as numbers, from the year to the second. */
type Parts = [
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
];

/** Ways to write a time that are wrong, by what is to be said of them. */
const WRONG: readonly [said: (zone: string) => string, write: (date: Date) => string][] = [
  [
    (zone) =>
      `It is the local time of ${zone} with a Z behind it: take the time in UTC, by toISOString or the getUTC… methods.`,
    (date) => basic(localParts(date)),
  ],
  [
    () => 'Its date is that of the local time; the hour is in UTC. Take both in UTC.',
    (date) => {
      const [year, month, day] = localParts(date);
      const [, , , ...time] = utcParts(date);
      return basic([year, month, day, ...time]);
    },
  ],
  [
    () =>
      'It has the minutes where the month belongs: in many formats MM is the month and mm the minutes.',
    (date) => changed(date, (parts) => parts.with(1, date.getUTCMinutes())),
  ],
  [
    () =>
      'It has the month where the minutes belong: in many formats MM is the month and mm the minutes.',
    (date) => changed(date, (parts) => parts.with(4, date.getUTCMonth() + 1)),
  ],
  [
    () =>
      'Its year is of the Buddhist calendar, 543 years ahead: format dates without a locale, by toISOString.',
    (date) => changed(date, (parts) => parts.with(0, date.getUTCFullYear() + 543)),
  ],
  [
    () => 'Its month is one too low: getUTCMonth counts from 0.',
    (date) => changed(date, (parts) => parts.with(1, date.getUTCMonth())),
  ],
  [
    () =>
      'It has the day of the week where the day of the month belongs: getUTCDay is Sunday to Saturday, getUTCDate is 1 to 31.',
    (date) => changed(date, (parts) => parts.with(2, date.getUTCDay())),
  ],
  [
    () => 'Its hour is of the 12-hour clock: it must count from 00 to 23.',
    (date) => changed(date, (parts) => parts.with(3, date.getUTCHours() % 12 || 12)),
  ],
  [
    () => 'Its hour 24 is 00 of the next day: the hours must count from 00 to 23.',
    (date) => changed(date, (parts) => parts.with(3, date.getUTCHours() || 24)),
  ],
  [
    () => 'Its seconds are rounded: drop the milliseconds, or the time may lie in the future.',
    (date) => basic(utcParts(new Date(Math.round(date.getTime() / 1000) * 1000))),
  ],
  [
    () => 'Leading zeros are missing: month, day, hour, minute and second have two digits each.',
    (date) => basic(utcParts(date), 1),
  ],
  [
    () => 'Its milliseconds are left: AWS takes whole seconds.',
    (date) => date.toISOString().replace(/[-:]/g, ''),
  ],
  [
    () => 'The digits of the milliseconds are left: AWS takes whole seconds.',
    (date) => date.toISOString().replace(/[-:.]/g, ''),
  ],
  [
    () => 'It is in the extended form of ISO 8601: take the dashes and colons out.',
    (date) => date.toISOString().replace(/\.\d+/, ''),
  ],
  [
    () => 'It is as toISOString writes it: take dashes, colons and milliseconds out.',
    (date) => date.toISOString(),
  ],
  [
    () => 'The Z at its end is missing, which says that the time is in UTC.',
    (date) => basic(utcParts(date)).slice(0, -1),
  ],
  [
    () => 'The T between date and time is missing.',
    (date) => basic(utcParts(date)).replace('T', ''),
  ],
  [() => 'The time is missing behind the date.', (date) => basic(utcParts(date)).slice(0, 8)],
];

/**
 * What is wrong with a timestamp, where it is a mistake that is known.
 *
 * @param actual what was returned
 * @returns a sentence; none if it is right, or wrong in another way
 */
export function inspectTimestamp(actual: unknown, { date, timestamp, zone }: Moment): string[] {
  if (actual === timestamp || typeof actual !== 'string') return [];
  const known = WRONG.find(([, write]) => inTimeZone(zone, () => write(new Date(date))) === actual);
  if (!known) return [];
  const [said] = known;
  return [`For ${date} it returned ${actual}; it must be ${timestamp}.`, said(zone)];
}

/** Moments that lie in another day, month and year in one of the time zones, with milliseconds. */
const MOMENTS = [
  { date: '2026-01-01T00:00:07.007Z', timestamp: '20260101T000007Z' },
  { date: '2026-12-31T23:59:59.987Z', timestamp: '20261231T235959Z' },
];

/**
 * What is wrong with the timestamps that a function writes, in time zones on both sides of UTC.
 *
 * @returns sentences; none if they are right
 */
export function inspectTimestamps(signingTimestamp: (date: Date) => string): string[] {
  for (const zone of TIME_ZONES) {
    for (const { date, timestamp } of MOMENTS) {
      const actual = inTimeZone(zone, () => signingTimestamp(new Date(date)));
      if (actual === timestamp) continue;
      const named = inspectTimestamp(actual, { date, timestamp, zone });
      const plain = `For ${date} it returned ${actual}; it must be ${timestamp}.`;
      return named.length > 0 ? named : [plain];
    }
  }
  return [];
}

function utcParts(date: Date): Parts {
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}

function localParts(date: Date): Parts {
  return [
    date.getFullYear(),
    date.getMonth() + 1,
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  ];
}

function changed(date: Date, change: (parts: number[]) => number[]): string {
  return basic(change(utcParts(date)));
}

function basic([year = 0, ...rest]: number[], digits = 2): string {
  const [month, day, ...time] = rest.map((part) => String(part).padStart(digits, '0'));
  return `${year}${month}${day}T${time.join('')}Z`;
}
