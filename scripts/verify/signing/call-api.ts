import type { HttpRequest } from '../../../solutions/04-canonical-request/signing-input';
import type { AwsError } from '../../account/calls/aws-error';
import { countDown } from '../../account/calls/patience';
import { secondsBefore, wasDropped } from '../../account/calls/transient';
import type { Session } from '../../account/session';
import type { ApiAnswer } from '../../inspect/refusals';
import type { RecordedAnswer } from '../refusal/explain-answer';

/** Refusals that may be gone when a new role, policy or deployment is seen everywhere. */
const MAY_SETTLE =
  /Missing Authentication Token|Forbidden|is not authorized to perform|security token|Internal server error/;

const PAUSE_MS = 2000;

/** How long an API that gives no answer of its own is asked again. */
const PATIENCE_SECONDS = 60;

/**
 * Sends a request that is already signed, as it is. Host is left to the HTTP client, which writes the
 * same.
 *
 * @param url of the API, whose protocol and host are taken
 * @returns the answer; status 0 where the connection was lost before one came
 */
export async function send(
  { origin }: URL,
  { method, path, query, headers }: HttpRequest,
): Promise<RecordedAnswer> {
  const sent = headers.filter(([name]) => name.toLowerCase() !== 'host');
  return answerTo(`${origin}${path}${query === '' ? '' : `?${query}`}`, { method, headers: sent });
}

/** Opens a URL as it is, like a browser. */
export async function open(url: URL | string): Promise<RecordedAnswer> {
  return answerTo(url);
}

async function answerTo(url: URL | string, init?: RequestInit): Promise<RecordedAnswer> {
  try {
    const response = await fetch(url, init);
    const record = response.headers.get('x-workshop-request') ?? undefined;
    return { status: response.status, body: await response.text(), record };
  } catch (error) {
    // What fetch throws has its reason inside.
    const reason = ((error as Error).cause ?? error) as AwsError;
    if (!wasDropped(reason)) throw error;
    return { status: 0, body: reason.message };
  }
}

/** Whether a status says nothing about the call: the API was busy, or (0) no answer came. */
export function isNotNow(status: number): boolean {
  return status === 0 || status === 429 || status === 503;
}

/**
 * Makes a call, and makes it again while its result says nothing, with growing pauses.
 *
 * @param saysNothing whether it is to be made again
 */
export async function untilAnswered<T>(
  { time, output }: Session,
  call: () => Promise<T>,
  saysNothing: (result: T) => boolean,
): Promise<T> {
  let waited = 0;
  for (let attempts = 1; ; attempts++) {
    const result = await call();
    const seconds = secondsBefore(attempts);
    waited += seconds;
    if (!saysNothing(result) || waited > PATIENCE_SECONDS) return result;
    await countDown(seconds, time, (left) =>
      output.passing(`    waiting ${left} s: API Gateway has not answered the call`),
    );
  }
}

/**
 * Makes a call, and makes it again for as long as changes may take to be seen everywhere.
 *
 * @param isExpected whether it is the answer that is waited for
 * @returns that answer, or the last one
 */
export async function settled(
  session: Session,
  call: () => Promise<RecordedAnswer>,
  isExpected: (answer: RecordedAnswer) => boolean = isHello,
): Promise<RecordedAnswer> {
  const { time, settlingSeconds, output } = session;
  const start = time.now().getTime();
  for (;;) {
    const answer = await untilAnswered(session, call, ({ status }) => isNotNow(status));
    const elapsed = time.now().getTime() - start;
    const mayBecome = answer.status === 200 || MAY_SETTLE.test(answer.body);
    if (isExpected(answer) || !mayBecome || elapsed >= settlingSeconds * 1000) return answer;
    output.passing(`    waiting: the change may not be seen everywhere yet (${answer.status})`);
    await time.sleep(PAUSE_MS);
  }
}

/** Whether it is the hello function's answer. */
export function isHello({ status, body }: ApiAnswer): boolean {
  return status === 200 && body === '"Hello from Lambda!"';
}
