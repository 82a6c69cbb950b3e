import type { Stages } from '../staged-signer/staged-signer';
import { timeOf, timestampOf } from '../timestamps';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = { specification: SPECIFICATION.stringToSign } as const;

const SKEWED =
  '403 InvalidSignatureException: "Signature not yet current: …" east of UTC, "Signature expired: …" west of it; in the scope alone, "Date in Credential scope does not match …".';

/** Minutes east of UTC, by where people sign. */
const TIME_ZONES: Record<string, number> = {
  'UTC+9': 540,
  'UTC+8': 480,
  'UTC+5:30': 330,
  'UTC+1': 60,
  'UTC+2': 120,
  'UTC+3': 180,
  'UTC+7': 420,
  'UTC+10': 600,
  'UTC+13': 780,
  'UTC-3': -180,
  'UTC-4': -240,
  'UTC-5': -300,
  'UTC-6': -360,
  'UTC-7': -420,
  'UTC-8': -480,
  'UTC-10': -600,
};

export const MINUTE = 60_000;

/** How far the second timestamp is ahead of the first; NaN if one of them is none. */
export function minutesBetween(timestamp: string, other: string): number {
  return (timeOf(other) - timeOf(timestamp)) / MINUTE;
}

/** The timestamp with what a clock so many minutes away shows; another text stays as it is. */
function inZone(timestamp: string, minutes: number): string {
  const time = timeOf(timestamp);
  return Number.isNaN(time) ? timestamp : timestampOf(new Date(time + minutes * MINUTE));
}

export const onSigningTime = (
  stages: Stages,
  rewrite: (time: string) => string,
): Partial<Stages> => ({
  signingTime: (...given) => rewrite(stages.signingTime(...given)),
});

const onScopeDate = (stages: Stages, rewrite: (time: string) => string): Partial<Stages> => ({
  scopeDate: (timestamp, clock) => stages.scopeDate(rewrite(timestamp), clock),
});

/** Local time for UTC, in the timestamp and the scope. */
export const inLocalTime = (name: string, minutes: number): Variant => ({
  name,
  replace: (stages) => onSigningTime(stages, (time) => inZone(time, minutes)),
});

/** Mistakes in which time is signed. */
export const SIGNING_TIME_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'timestamp-local',
    title: 'Local time is signed as if it were UTC',
    why: 'Signature Version 4 counts in UTC. A local time with a Z is wrong by hours, and for some hours each day its date is wrong too.',
    fix: 'Format the time in UTC: toISOString(), getUTC…, gmtime, Instant.',
    awsAnswers: SKEWED,
    frequency: 5,
    hints: [
      'Does your timestamp show the time of the clock on your wall?',
      'RequestDateTime is in UTC, and so is the date of the scope ("Create a string to sign", RequestDateTime).',
      'timestamp = utc(now), so that 21:36 in Tokyo is written T123600Z',
    ],
    variants: Object.entries(TIME_ZONES).flatMap(([name, minutes]) => [
      inLocalTime(name, minutes),
      {
        name: `${name}, in the timestamp alone`,
        replace: (stages: Stages) => ({
          timestamp: (timestamp: string) => inZone(stages.timestamp(timestamp), minutes),
          scopeDate: (timestamp: string, clock: string) =>
            stages.scopeDate(inZone(timestamp, -minutes), clock),
        }),
      },
    ]),
  },
  {
    ...common,
    id: 'scope-date-local',
    title: 'The date of the scope is that of local time',
    why: 'The date of the scope and of the key is the UTC date of X-Amz-Date. A local date is another one for some hours of each day, and only then does the signature fail.',
    fix: 'Take the date from the timestamp: its first eight characters.',
    awsAnswers: AWS_ANSWERS.scopeDate,
    frequency: 4,
    hints: [
      'Does it fail only at certain hours of the day?',
      'CredentialScope begins with the date of the request’s timestamp, in UTC ("Create a string to sign", CredentialScope).',
      'scopeDate = slice(timestamp, 0, 8)',
    ],
    variants: Object.entries(TIME_ZONES).map(([name, minutes]) => ({
      name,
      replace: (stages: Stages) => onScopeDate(stages, (time) => inZone(time, minutes)),
    })),
  },
  {
    ...common,
    id: 'timestamp-kept',
    title: 'All later requests are signed with the time of the first one',
    why: 'A signer that reads the time once, when it is created, uses an old time: after five minutes, AWS refuses it.',
    fix: 'Read the clock again for each request.',
    awsAnswers: '403 InvalidSignatureException: "Signature expired: …", five minutes later.',
    frequency: 3,
    hints: [
      'Does the first request pass, and do later ones fail?',
      'RequestDateTime is the time of this request, that of its X-Amz-Date ("Create a string to sign", RequestDateTime).',
      'sign(request): timestamp = now(), not constructor(): this.timestamp = now()',
    ],
    variants: [
      {
        name: 'in the timestamp and the scope',
        replace: (stages) => ({
          signingTime: (given, clock, earlier) =>
            stages.signingTime(earlier[0]?.timestamp ?? given, clock, earlier),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'timestamp-from-clock',
    title: 'The signer reads the clock and ignores the timestamp that it received',
    why: 'The signature must use the time of X-Amz-Date. A signer that reads the clock itself may use another time than the caller sends, and no test can repeat its result.',
    fix: 'Take the time as an argument, with the clock as its default; derive the timestamp and the date of the scope from this one value.',
    awsAnswers:
      'Accepted if the signed time is also the time that is sent; if they differ, 403 InvalidSignatureException.',
    frequency: 4,
    hints: [
      'Sign the same request twice, a minute apart, with the same timestamp given. Are the signatures equal?',
      'RequestDateTime is the time that the request carries in X-Amz-Date, and the date of the scope is that of the same time ("Create a string to sign", RequestDateTime).',
      'sign(request, timestamp = now()): amzDate = timestamp; scopeDate = slice(timestamp, 0, 8)',
    ],
    variants: [
      { name: 'everywhere', replace: () => ({ signingTime: (_, clock) => clock }) },
      {
        name: 'for the date of the scope and of the key',
        replace: () => ({ scopeDate: (_, clock) => clock.slice(0, 8) }),
      },
    ],
  },
];
