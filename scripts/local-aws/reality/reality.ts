import type { Clock } from '../clock';

/** What takes effect some time after the call that changed it. */
export type Propagating = 'role' | 'policy' | 'deployment';

/** How many milliseconds each kind of change takes until it is seen everywhere. */
export type PropagationDelays = Record<Propagating, number>;

const IMMEDIATE: PropagationDelays = { role: 0, policy: 0, deployment: 0 };

/** How much like the real, distributed AWS local AWS behaves. By default all is immediate. */
export class Reality {
  readonly #clock: Clock;
  readonly #delays: PropagationDelays;

  constructor(clock: Clock, delays: Partial<PropagationDelays> = {}) {
    this.#clock = clock;
    this.#delays = { ...IMMEDIATE, ...delays };
  }

  /**
   * Whether a change is seen by other services already.
   * @param changedAt when it was made, as a Date or in ISO 8601 form
   */
  hasPropagated(kind: Propagating, changedAt: Date | string): boolean {
    const age = this.#clock.now().getTime() - new Date(changedAt).getTime();
    return age >= this.#delays[kind];
  }
}
