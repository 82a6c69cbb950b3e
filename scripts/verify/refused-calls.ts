import {
  type Around,
  type AwsCall,
  unwrapCalls,
  type WrappableClient,
  type Wrapping,
  wrapCalls,
} from '../account/calls/wrap-calls';
import type { Clients } from '../account/clients';

const WRAPPING: Wrapping = { name: 'refused-calls', priority: 'high' };

/** Remembers which call was refused: the SDK's errors do not say it. */
export class RefusedCalls {
  readonly #calls = new WeakMap<object, AwsCall>();
  readonly #clients: WrappableClient[];

  constructor(clients: Clients) {
    // Each client has a middleware stack typed with its own operations; here all are alike.
    this.#clients = Object.values(clients) as unknown as WrappableClient[];
    const around: Around = (call, proceed) =>
      proceed(call.input).catch((error: object) => {
        this.#calls.set(error, call);
        throw error;
      });
    for (const client of this.#clients) wrapCalls(client, [around], WRAPPING);
  }

  /** The call that threw this error; undefined when none has. */
  callOf(error: object): AwsCall | undefined {
    return this.#calls.get(error);
  }

  /** Leaves the clients as they were. */
  stop(): void {
    for (const client of this.#clients) unwrapCalls(client, WRAPPING);
  }
}
