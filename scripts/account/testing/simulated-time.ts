import type { Clock } from '../../local-aws';
import type { Time } from '../time';

interface Sleeper {
  until: number;
  wake(): void;
}

/**
 * A time that passes only while everybody waits: it jumps to when the first of them wakes up. So
 * a wait of half an hour takes no time, and nothing is missed by being slow.
 */
export class SimulatedTime implements Time, Clock {
  #now: number;
  #sleepers: Sleeper[] = [];
  #participants: number;

  /** @param participants how many work, and wait, at the same time */
  constructor(participants = 1, start: Date = new Date()) {
    this.#participants = participants;
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.#now + milliseconds, wake });
      this.#passIfAllSleep();
    });
  }

  /** One of the participants is done; the others need not wait for it any more. */
  leave(): void {
    this.#participants--;
    this.#passIfAllSleep();
  }

  #passIfAllSleep(): void {
    if (this.#sleepers.length === 0 || this.#sleepers.length < this.#participants) return;
    this.#now = Math.min(...this.#sleepers.map(({ until }) => until));
    const awake = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of awake) wake();
  }
}
