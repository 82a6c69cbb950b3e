import { seededRandom } from '../../../files/seeded-random';

/** How often calls fail for no reason of their own. */
export interface FaultOptions {
  /** The same seed gives the same faults in the same order. */
  seed: number;
  /** The share of calls answered with a 5xx, 0 to 1. */
  errors?: number;
  /** The share of calls whose connection is dropped, before or after the work is done, 0 to 1. */
  drops?: number;
}

export type InjectedFault = 'error' | 'drop-before' | 'drop-after' | undefined;

/** Decides by seed which calls fail. */
export class Faults {
  readonly #random: () => number;
  readonly #errors: number;
  readonly #drops: number;

  constructor({ seed, errors = 0, drops = 0 }: FaultOptions) {
    this.#random = seededRandom(seed);
    this.#errors = errors;
    this.#drops = drops;
  }

  /** The fate of the next call. */
  next(): InjectedFault {
    const draw = this.#random();
    if (draw < this.#errors) return 'error';
    if (draw >= this.#errors + this.#drops) return undefined;
    return this.#random() < 0.5 ? 'drop-before' : 'drop-after';
  }
}
