import { timeOf } from '../timestamps';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { MINUTE, onSigningTime } from './signing-time';
import { SPECIFICATION } from './specification';

const common = { specification: SPECIFICATION.stringToSign } as const;

const DAY = 24 * 60 * MINUTE;

/** A pattern letter that writes something else than it should. */
const PATTERNS: Record<string, (time: Date, timestamp: string) => string> = {
  'minutes for the month': (_, text) => text.slice(0, 4) + text.slice(11, 13) + text.slice(6),
  'the day of the year for the day of the month': (time, text) =>
    text.slice(0, 6) + String(dayOfYear(time)).padStart(3, '0') + text.slice(8),
  'the year of the week for the year': (time, text) => weekYear(time) + text.slice(4),
  'the month counted from 0': (_, text) =>
    text.slice(0, 4) + String(Number(text.slice(4, 6)) - 1).padStart(2, '0') + text.slice(6),
  'the day of the week for the day': (time, text) =>
    text.slice(0, 6) + String(time.getUTCDay()).padStart(2, '0') + text.slice(8),
  'months and days without a leading zero': (_, text) =>
    text.slice(0, 4) + Number(text.slice(4, 6)) + Number(text.slice(6, 8)) + text.slice(8),
};

/** Patterns that matter in the time of day alone. */
const TIME_PATTERNS: typeof PATTERNS = {
  'hours from 1 to 12': (_, text) =>
    text.slice(0, 9) +
    String(Number(text.slice(9, 11)) % 12 || 12).padStart(2, '0') +
    text.slice(11),
  'the month for the minutes': (_, text) => text.slice(0, 11) + text.slice(4, 6) + text.slice(13),
};

function dayOfYear(time: Date): number {
  return Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 0)) / DAY);
}

/** As Java and ICU count in the United States: the week of January 1 is the first. */
function weekYear(time: Date): string {
  const saturday = new Date(time.getTime() + (6 - time.getUTCDay()) * DAY);
  return String(saturday.getUTCFullYear());
}

const written =
  (write: (time: Date, timestamp: string) => string) =>
  (timestamp: string): string => {
    const time = timeOf(timestamp);
    return Number.isNaN(time) ? timestamp : write(new Date(time), timestamp);
  };

const localDigits = (zero: number) => (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const yearsAhead = (years: number) => (text: string) =>
  text.replace(/^\d{4}/, (year) => String(Number(year) + years));

/** The calendars and digits of some locales. */
const LOCALES: Record<string, (timestamp: string) => string> = {
  'the Buddhist year, 543 ahead (th-TH)': yearsAhead(543),
  'Arabic digits (ar-EG)': localDigits(0x660),
  'Persian digits': localDigits(0x6f0),
  'Devanagari digits': localDigits(0x966),
  'Bengali digits': localDigits(0x9e6),
  'the Japanese year': written((time, text) => inCalendar(time, 'japanese') + text.slice(8)),
  'the Islamic calendar (ar-SA)': written(
    (time, text) => inCalendar(time, 'islamic-umalqura') + text.slice(8),
  ),
  'the Islamic calendar and Arabic digits (ar-SA)': written((time, text) =>
    localDigits(0x660)(inCalendar(time, 'islamic-umalqura') + text.slice(8)),
  ),
  'the Persian calendar (fa-IR)': written(
    (time, text) => inCalendar(time, 'persian') + text.slice(8),
  ),
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** Year, month and day in another calendar, with the digits 0 to 9. */
function inCalendar(time: Date, calendar: string): string {
  const format = formats.get(calendar) ?? dateFormat(calendar);
  formats.set(calendar, format);
  const parts = format.formatToParts(time);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return ['year', 'month', 'day'].map(partOf).join('');
}

function dateFormat(calendar: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
}

type Rewrite = (timestamp: string) => string;

/** The rewritten date may be longer or shorter than eight digits: it ends at the T. */
const dateOf = (timestamp: string) => timestamp.replace(/T.*$/, '');

const inTimestampAndScope = (rewrites: Record<string, Rewrite>): Variant[] =>
  Object.entries(rewrites).flatMap(([name, rewrite]): Variant[] => [
    {
      name,
      replace: (stages) => ({ ...onSigningTime(stages, rewrite), scopeDate: dateOf }),
    },
    {
      name: `${name}, in the scope alone`,
      replace: () => ({ scopeDate: (timestamp) => dateOf(rewrite(timestamp)) }),
    },
  ]);

const inTimestamp = (rewrites: Record<string, Rewrite>): Variant[] =>
  Object.entries(rewrites).map(([name, rewrite]) => ({
    name,
    replace: (stages) => onSigningTime(stages, rewrite),
  }));

const patternsOf = (patterns: typeof PATTERNS) =>
  Object.fromEntries(Object.entries(patterns).map(([name, write]) => [name, written(write)]));

/** Mistakes in how a date is formatted. */
export const DATE_WRITING_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'date-pattern-wrong',
    title: 'A letter of the date pattern has another meaning than intended',
    why: 'The case of a pattern letter matters: mm is the minutes and MM the month, DD the day of the year and dd the day of the month.',
    fix: 'Use yyyyMMdd and HHmmss in Java and .NET, %Y%m%d and %H%M%S in C, Python and shells.',
    awsAnswers: AWS_ANSWERS.mismatch,
    frequency: 3,
    hints: [
      'Format 15 April, 17:07 with your pattern. What is the result?',
      'RequestDateTime is year, month, day, T, hours from 00 to 23, minutes, seconds, Z ("Create a string to sign", RequestDateTime).',
      "format(time, \"yyyyMMdd'T'HHmmss'Z'\")",
    ],
    variants: [
      ...inTimestampAndScope(patternsOf(PATTERNS)),
      ...inTimestamp(patternsOf(TIME_PATTERNS)),
    ],
  },
  {
    ...common,
    id: 'timestamp-localized',
    title: 'The timestamp is in the calendar or the digits of a locale',
    why: 'Date formatting follows the locale of the machine: in Thailand the year is 2558, in Egypt the digits are ٠١٢٣.',
    fix: 'Format the time independently of the locale: toISOString(), CultureInfo.InvariantCulture, Locale.ROOT.',
    awsAnswers: AWS_ANSWERS.unreadableDate,
    frequency: 2,
    hints: [
      'Which locale does the failing machine have?',
      'RequestDateTime is of the Gregorian calendar, in the digits 0 to 9 ("Create a string to sign", RequestDateTime).',
      'timestamp = format(time, pattern, locale: none)',
    ],
    variants: inTimestampAndScope(LOCALES),
  },
];
