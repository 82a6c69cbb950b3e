import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import {
  type Around,
  unwrapCalls,
  type WrappableClient,
  type Wrapping,
  wrapCalls,
} from '../account/calls/wrap-calls';

const WRAPPING: Wrapping = { name: 'awaited-calls', priority: 'high' };

/** A rejection that nobody awaits would end the process; who does not await an answer gets none. */
const NEVER = new Promise<never>(() => undefined);

/**
 * The call that something is done within. There is one for all: each one more is a burden on every
 * promise that is made hereafter.
 */
const WITHIN = new AsyncLocalStorage<object>();

/** A function has returned before all of its calls were answered. */
export class NotAwaited extends Error {
  override readonly name = 'NotAwaited';
}

export interface CallOptions {
  /** Whether each call needs what the one before it has made, so that none may overlap. */
  inOrder?: boolean;
}

/**
 * Runs a function that calls AWS, and proves that it awaits its calls. While several are under way,
 * the answer to the latest is handed out first: so whatever the function does not wait for is still
 * under way when it returns, however fast it was answered.
 *
 * @param clients those that the function calls with
 * @param name of the function, for the message
 * @returns what the function returns
 * @throws NotAwaited with the calls that it did not await; what the function throws
 */
export async function runAwaited<T>(
  clients: object,
  name: string,
  run: () => Promise<T>,
  { inOrder = false }: CallOptions = {},
): Promise<T> {
  const calls = new CallsUnderWay();
  // Each client has a middleware stack typed with its own operations; here all are alike.
  const wrapped = Object.values(clients) as WrappableClient[];
  for (const client of wrapped) wrapCalls(client, [calls.around], WRAPPING);
  try {
    const result = await run();
    const operations = calls.operations();
    if (operations.length > 0) throw new NotAwaited(whatIsMissing(operations, `${name} returned`));
    if (inOrder && calls.overlap) throw new NotAwaited(whatOverlaps(calls.overlap));
    return result;
  } catch (error) {
    const operations = calls.operations();
    if (operations.length === 0 || error instanceof NotAwaited) throw error;
    throw new NotAwaited(whatIsMissing(operations, `${name} failed`), { cause: error });
  } finally {
    await calls.end();
    for (const client of wrapped) unwrapCalls(client, WRAPPING);
  }
}

function whatIsMissing(operations: string[], when: string): string {
  const were = operations.length === 1 ? 'was' : 'were';
  return (
    `${operations.join(', ')} ${were} still under way when ${when}: is an await missing? ` +
    'If your code continues too early, it finds unfinished resources and does not see an error.'
  );
}

function whatOverlaps([earlier, later]: [string, string]): string {
  return (
    `${later} was sent while ${earlier} was still under way: AWS may do the later one first, and ` +
    'refuse it. Await each call before the next, and no Promise.all.'
  );
}

/** The calls that are not answered yet, the latest last. */
class CallsUnderWay {
  readonly #underWay: { operation: string }[] = [];
  readonly #answers = new EventEmitter();
  #hasEnded = false;
  /** The first two calls that were under way together. */
  overlap: [earlier: string, later: string] | undefined;

  readonly around: Around = async ({ operation, input }, proceed) => {
    // A call that is made for another one, such as to look first, is a part of that one.
    if (WITHIN.getStore()) return proceed(input);
    const call = { operation };
    const earlier = this.#underWay.at(-1);
    if (earlier) this.overlap ??= [earlier.operation, operation];
    this.#underWay.push(call);
    const [answer] = await Promise.allSettled([WITHIN.run(call, () => proceed(input))]);
    await this.#untilLatest(call);
    this.#underWay.splice(this.#underWay.indexOf(call), 1);
    this.#answers.emit('answer');
    if (this.#hasEnded) return NEVER;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  };

  operations(): string[] {
    return this.#underWay.map(({ operation }) => operation);
  }

  /** Waits for the answers; nobody is told of them any more. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    while (this.#underWay.length > 0) await once(this.#answers, 'answer');
  }

  async #untilLatest(call: object): Promise<void> {
    while (this.#underWay.at(-1) !== call) {
      await once(this.#answers, 'answer');
      // Who has waited for the later call goes on first, and may make another one.
      await setImmediate();
    }
  }
}
