import {
  CLOCK_REMEDY,
  describeSkew,
  skewSeconds,
  TOLERATED_SKEW_SECONDS,
} from '../account/clock-skew';
import { type CheckResult, failed, ok } from './check';

/** A clock that is this far off will soon be further. */
const WORRYING_SKEW_SECONDS = 60;

const REQUEST_TIMEOUT_MS = 1500;
const ATTEMPTS = 3;

/**
 * Whether the machine's clock is near enough to that of AWS for live calls.
 *
 * @param region whose AWS is asked; any will do where none is known
 */
export async function checkClock(region: string | undefined): Promise<CheckResult> {
  const url = `https://sts.${region === undefined ? '' : `${region}.`}amazonaws.com/`;
  const aws = await timeAt(url);
  if (aws instanceof Date) return findingOnClock(aws, new Date());
  const problem = `${url} cannot be reached: ${aws.cause ?? aws.message}.`;
  return failed(problem, 'Look at the network, a proxy or a firewall.');
}

/** How far off the clock is, where AWS can be asked. Local AWS takes any clock: it is no failure. */
export async function compareClock(url = 'https://sts.amazonaws.com/'): Promise<CheckResult> {
  const aws = await timeAt(url);
  if (!(aws instanceof Date)) {
    return { state: 'unknown', detail: 'AWS cannot be asked', brief: 'clock not compared' };
  }
  const seconds = skewSeconds(aws, new Date());
  return ok(describeSkew(seconds), `clock ${seconds < 0 ? '-' : '+'}${Math.abs(seconds)} s`);
}

/** Whether the machine's clock is near enough to that of AWS. */
export function findingOnClock(aws: Date, machine: Date): CheckResult {
  const seconds = skewSeconds(aws, machine);
  const off = describeSkew(seconds);
  if (Math.abs(seconds) < WORRYING_SKEW_SECONDS) return ok(off, `clock ${seconds} s off`);
  const isRefused = Math.abs(seconds) >= TOLERATED_SKEW_SECONDS;
  return failed(
    `This machine's clock is ${off}${isRefused ? ': AWS refuses its signatures' : ''}.`,
    CLOCK_REMEDY,
  );
}

/** What time it is there, to the second, or why nobody says. */
async function timeAt(url: string): Promise<Date | Error> {
  for (let attempt = 1; ; attempt++) {
    try {
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      const response = await fetch(url, { method: 'HEAD', signal });
      return new Date(response.headers.get('date') ?? 0);
    } catch (error) {
      const isFinal = attempt === ATTEMPTS || (error as Error).name === 'TimeoutError';
      if (isFinal) return error as Error;
    }
  }
}
