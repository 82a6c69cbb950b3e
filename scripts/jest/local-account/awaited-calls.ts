import { setImmediate } from 'node:timers/promises';
import {
  type Around,
  type Call,
  type WrappableClient,
  wrapCalls,
} from '../../aws/calls/wrap-calls';
import { remedyOf } from '../../inspect/aws-errors';
import { explainingErrors } from '../explained-error';
import { type AccountClients, clientsOf, type LocalAccount } from './account';

/**
 * Runs a function that calls AWS, and holds it to wait for the answer to each of its calls.
 *
 * @param name what the function is called, for the error
 * @param run calls it with the clients that it is to use
 * @returns what it returned
 * @throws Error that names the calls that were still under way when it returned or failed; what it
 *   threw itself, when there were none
 */
export async function awaitingItsCalls<T>(
  { aws }: LocalAccount,
  name: string,
  run: (clients: AccountClients) => Promise<T>,
): Promise<T> {
  const calls = new HeldCalls();
  const clients = clientsOf(aws);
  for (const client of Object.values(clients)) {
    wrapCalls(client as unknown as WrappableClient, [calls.hold]);
  }
  try {
    const outcome = await outcomeOf(explainingErrors(() => run(clients), remedyOf));
    const left = await calls.end();
    if (left.length > 0) throw new Error(describeLeft(name, left, outcome));
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

type Outcome<T> = { value: T } | { error: Error };

function outcomeOf<T>(running: Promise<T>): Promise<Outcome<T>> {
  return running.then(
    (value) => ({ value }),
    (error: Error) => ({ error }),
  );
}

function describeLeft(name: string, left: string[], outcome: Outcome<unknown>): string {
  const calls = left.length === 1 ? 'A call was' : `${left.length} calls were`;
  const end = 'error' in outcome ? `failed with: ${outcome.error.message}` : 'returned.';
  return (
    `${calls} still under way when ${name} ${end}\n${left.join(', ')}: is an await missing? ` +
    'Without it a later call may overtake this one, and nobody hears when it fails.'
  );
}

/**
 * The calls of one function, sent one at a time in the order in which they were made. An answer is
 * held back until every later call has been answered: who waits for each call notices nothing, and
 * who does not is at the end before the answer comes, on every machine.
 */
class HeldCalls {
  private readonly underWay: Call[] = [];
  private sending: Promise<unknown> = Promise.resolve();
  private hasEnded = false;

  readonly hold: Around = async (call, proceed) => {
    this.underWay.push(call);
    const answer = this.sending.then(() => proceed(call.input));
    this.sending = outcomeOf(answer);
    await this.sending;
    await this.untilLast(call);
    this.underWay.pop();
    return answer;
  };

  /**
   * To be called when the function is at its end. Calls that are under way never get an answer: it
   * could only disturb what comes after.
   *
   * @returns the operations of those calls
   */
  async end(): Promise<string[]> {
    this.hasEnded = true;
    await this.sending;
    return this.underWay.map(({ operation }) => operation);
  }

  private async untilLast(call: Call): Promise<void> {
    do {
      // The code has its turn: what does not wait makes its next call now.
      await setImmediate();
      if (this.hasEnded) await new Promise(() => {});
    } while (this.underWay.at(-1) !== call);
  }
}
