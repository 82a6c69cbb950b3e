import type { Clock } from '../clock';
import { type FaultOptions, Faults, type InjectedFault } from './faults';
import { Quotas } from './quotas';

/** What takes effect some time after the call that changed it. */
export type Propagating = 'role' | 'policy' | 'deployment';

export interface RealityOptions {
  /** How many milliseconds each kind of change takes until it is seen everywhere; else 0. */
  propagation?: Partial<Record<Propagating, number>>;
  /** Whether the quotas of API Gateway's management calls hold; else they do not. */
  quotas?: boolean;
  /** Calls that fail without their fault; else none does. */
  faults?: FaultOptions;
}

/** How much like the real, distributed AWS local AWS behaves. */
export class Reality {
  readonly #clock: Clock;
  readonly #propagation: Partial<Record<Propagating, number>>;
  readonly #quotas: Quotas | undefined;
  readonly #faults: Faults | undefined;

  constructor(clock: Clock, { propagation = {}, quotas = false, faults }: RealityOptions = {}) {
    this.#clock = clock;
    this.#propagation = propagation;
    this.#quotas = quotas ? new Quotas(clock) : undefined;
    this.#faults = faults ? new Faults(faults) : undefined;
  }

  /**
   * Whether a change is seen by other services already; so is one that seems to come, since the clock
   * was set back.
   * @param changedAt when it was made, as a Date or in ISO 8601 form
   */
  hasPropagated(kind: Propagating, changedAt: Date | string): boolean {
    const delay = this.#propagation[kind] ?? 0;
    if (delay === 0) return true;
    const age = this.#clock.now().getTime() - new Date(changedAt).getTime();
    return age < 0 || age >= delay;
  }

  /**
   * Counts a management call of API Gateway.
   * @returns undefined, or the seconds to wait when a quota is exceeded
   */
  takeFromQuotas(accountId: string, operation: string): number | undefined {
    return this.#quotas?.take(accountId, operation);
  }

  /** Whether the next call is to fail without its fault. */
  nextFault(): InjectedFault {
    return this.#faults?.next();
  }
}
