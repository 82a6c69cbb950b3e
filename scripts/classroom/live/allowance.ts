/** How much one sender may do. */
export interface Rate {
  /** So many at once. */
  burst: number;
  /** So many more each second. */
  perSecond: number;
}

/** More senders than this are not told apart: the oldest are forgotten. */
const SENDERS_KEPT = 2000;

/** Counts what each sender does, so that one who floods is refused and the others notice nothing. */
export class Allowance {
  readonly #rate: Rate;
  readonly #senders = new Map<string, { left: number; at: number }>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /**
   * Takes one from what a sender has left.
   *
   * @param now in milliseconds
   * @returns false if nothing is left
   */
  take(sender: string, now: number): boolean {
    const { burst, perSecond } = this.#rate;
    const before = this.#senders.get(sender) ?? { left: burst, at: now };
    const refilled = before.left + (Math.max(0, now - before.at) / 1000) * perSecond;
    const left = Math.min(burst, refilled) - 1;
    this.#senders.delete(sender);
    this.#senders.set(sender, { left: Math.max(left, -1), at: now });
    if (this.#senders.size > SENDERS_KEPT) this.#forgetOldest();
    return left >= 0;
  }

  #forgetOldest(): void {
    const [oldest] = this.#senders.keys();
    if (oldest !== undefined) this.#senders.delete(oldest);
  }
}
