import { type SigningInput, STAGES, sign } from '../staged-signer/staged-signer';
import { timeOf, timestampOf } from '../timestamps';
import type { AnsweredCase, GivenFigures } from './answered-case';

/** Seconds that may pass between the look at the clock and the answer. */
const LATE = 3;

/** Seconds that two clocks may differ. */
const SKEW = 300;

const DAY = 24 * 60 * 60 * 1000;

/** Days that a wrong clock may be off: another calendar, or a month miscounted, is no clock's. */
const WRONG_CLOCK = 400;

/** The signer that reads the clock, and makes no other mistake. */
const READS_CLOCK = { ...STAGES, signingTime: (_: string, clock: string) => clock };

/**
 * What the signer's clock may have shown: the time that its answer tells, or else the time at which
 * the answer came, or a little before it.
 *
 * @param input what the answer is to
 * @returns a timestamp; the first of several for which none gives the signature; undefined if
 *   nothing is known of it
 */
export function clockOf(
  { answer, answeredAt }: AnsweredCase,
  input: SigningInput,
): string | undefined {
  const told = readTime(toldTime(answer), answeredAt);
  const day = toldDay(answer);
  const ofDay = (time: string) => day === undefined || time.startsWith(day);
  const shown =
    told === undefined || told === input.context.timestamp ? before(answeredAt) : [told];
  const times = shown.filter(ofDay);
  if (times.length === 0) return startOf(day, answeredAt);
  return (
    times.find((clock) => sign(READS_CLOCK, { ...input, clock }).signature === answer.signature) ??
    times[0]
  );
}

/** A day without a time still tells which date is in the scope, if a clock can have shown it. */
function startOf(day = '', answeredAt?: string): string | undefined {
  const start = `${day}T000000Z`;
  const daysOff = answeredAt === undefined ? 0 : (timeOf(start) - timeOf(answeredAt)) / DAY;
  return Math.abs(daysOff) < WRONG_CLOCK && !Number.isNaN(timeOf(start)) ? start : undefined;
}

/** The told time, if a clock can have shown it: where it is known when the answer came, about then. */
function readTime(told: string | undefined, answeredAt: string | undefined): string | undefined {
  if (told === undefined || answeredAt === undefined) return told;
  const seconds = Math.abs(timeOf(told) - timeOf(answeredAt)) / 1000;
  return seconds <= SKEW ? told : undefined;
}

/** The date of the scope, where the answer tells it. */
function toldDay({ credential, stringToSign }: GivenFigures): string | undefined {
  return credential?.split('/')[1] ?? stringToSign?.split('\n')[2]?.split('/')[0];
}

/** The time in the texts of an answer, however it is written there. */
function toldTime({
  timestamp,
  stringToSign,
  canonicalRequest = '',
}: GivenFigures): string | undefined {
  const [, inRequest] = /^x-amz-date:(.*)$/im.exec(canonicalRequest) ?? [];
  const texts = [timestamp, stringToSign?.split('\n')[1], inRequest];
  return texts.map(basicTime).find((time) => time !== undefined);
}

/** @returns undefined for what is no time in the form of ISO 8601, basic or extended */
function basicTime(text = ''): string | undefined {
  const basic = text.trim().replace(/[-:]|\.\d+/g, '');
  return /^\d{8}T\d{6}Z$/.test(basic) ? basic : undefined;
}

/** A timestamp, and those of the seconds before it. */
function before(timestamp: string | undefined): string[] {
  if (timestamp === undefined) return [];
  const time = timeOf(timestamp);
  return Array.from({ length: LATE + 1 }, (_, seconds) =>
    timestampOf(new Date(time - seconds * 1000)),
  );
}
