import type { HttpRequest } from '../../../solutions/04-canonical-request/signing-input';
import type { Session } from '../../account/session';
import type { ApiAnswer } from '../../inspect/refusals';
import type { RecordedAnswer } from '../refusal/explain-answer';

/** Refusals that may be gone when a new role, policy or deployment is seen everywhere. */
const MAY_SETTLE =
  /Missing Authentication Token|Forbidden|is not authorized to perform|security token|Internal server error/;

const PAUSE_MS = 2000;

/** Sends a request that is already signed. Host is left to the HTTP client, which writes the same. */
export async function send(url: URL, { method, headers }: HttpRequest): Promise<RecordedAnswer> {
  const sent = headers.filter(([name]) => name.toLowerCase() !== 'host');
  return answerOf(await fetch(url, { method, headers: sent }));
}

/** Opens a URL as it is, like a browser. */
export async function open(url: URL | string): Promise<RecordedAnswer> {
  return answerOf(await fetch(url));
}

async function answerOf(response: Response): Promise<RecordedAnswer> {
  const record = response.headers.get('x-workshop-request') ?? undefined;
  return { status: response.status, body: await response.text(), record };
}

/**
 * Makes a call, and makes it again for as long as changes may take to be seen everywhere.
 *
 * @param isExpected whether it is the answer that is waited for
 * @returns that answer, or the last one
 */
export async function settled(
  { time, settlingSeconds, output }: Session,
  call: () => Promise<RecordedAnswer>,
  isExpected: (answer: RecordedAnswer) => boolean = isHello,
): Promise<RecordedAnswer> {
  const start = time.now().getTime();
  for (;;) {
    const answer = await call();
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
