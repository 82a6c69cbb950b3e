/** Where every part of local AWS takes the time from. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved, so that tests need not wait. */
export class ManualClock implements Clock {
  #time: number;

  /** @param start the first time it shows, as a Date or in ISO 8601 form */
  constructor(start: Date | string) {
    this.#time = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#time);
  }

  /** Moves the clock by so many milliseconds, backwards when negative. */
  advance(milliseconds: number): void {
    this.#time += milliseconds;
  }
}
