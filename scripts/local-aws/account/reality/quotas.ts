import type { Clock } from '../clock';

/** So many calls at once, and so many more per second. */
interface Quota {
  burst: number;
  perSecond: number;
}

/** The quotas of API Gateway's management calls, per account, by operation. */
const OPERATION_QUOTAS: Record<string, Quota> = {
  CreateDeployment: { burst: 1, perSecond: 1 / 5 },
  CreateResource: { burst: 5, perSecond: 5 },
  CreateRestApi: { burst: 1, perSecond: 1 / 3 },
  DeleteRestApi: { burst: 1, perSecond: 1 / 30 },
};

const ALL_OPERATIONS: Quota = { burst: 40, perSecond: 10 };

/** Counts the management calls of each account against the quotas. */
export class Quotas {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, { calls: number; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts one call, when the quotas have room for it.
   * @returns undefined, or the seconds after which the call would be within its quotas
   */
  take(accountId: string, operation: string): number | undefined {
    const own = OPERATION_QUOTAS[operation];
    const buckets: [string, Quota][] = [
      [accountId, ALL_OPERATIONS],
      ...(own ? [[`${accountId} ${operation}`, own] as [string, Quota]] : []),
    ];
    const waits = buckets.map(([key, quota]) => this.#secondsUntilRoom(key, quota));
    const longest = Math.max(...waits);
    if (longest > 0) return Math.ceil(longest);
    for (const [key] of buckets) this.#buckets.get(key)!.calls -= 1;
    return undefined;
  }

  #secondsUntilRoom(key: string, { burst, perSecond }: Quota): number {
    const now = this.#clock.now().getTime();
    const { calls, at } = this.#buckets.get(key) ?? { calls: burst, at: now };
    // A clock that was set back takes nothing away.
    const seconds = Math.max(0, now - at) / 1000;
    const refilled = Math.min(burst, calls + seconds * perSecond);
    this.#buckets.set(key, { calls: refilled, at: now });
    return refilled >= 1 ? 0 : (1 - refilled) / perSecond;
  }
}
