import { existsSync } from 'node:fs';
import type { Step } from '../steps';
import { relativeTo } from './places';
import { NO_OUTPUT, NO_TALLY, type Verdict } from './verdict';
import { Worker } from './worker';

/** How long the cases of a check may run, in milliseconds: they should take a tenth of it. */
export const TIME_LIMIT = 10_000;

export interface CheckerOptions {
  /** The workshop's folder. */
  root: string;
  /** In milliseconds. */
  timeLimit?: number;
}

/**
 * Checks steps, each time in a process of its own, of which one is always ready: whatever the
 * learner's code does, it does not do it here.
 */
export class Checker {
  readonly #root: string;
  readonly #timeLimit: number;
  readonly #busy = new Set<Worker>();
  readonly #atExit = () => this.close();
  #spare: Worker | undefined;
  #closed = false;

  constructor({ root, timeLimit = TIME_LIMIT }: CheckerOptions) {
    this.#root = root;
    this.#timeLimit = timeLimit;
    this.#prepare();
    process.once('exit', this.#atExit);
  }

  /**
   * Runs a step's check on the learner's files.
   *
   * @param signal ends the check before its verdict
   * @throws the signal's reason if it was aborted; Error if no check can be run here at all
   */
  async check(step: Step, signal?: AbortSignal): Promise<Verdict> {
    if (this.#closed) throw new Error('This checker is closed.');
    signal?.throwIfAborted();
    if (!existsSync(step.check)) return this.#withoutCheck(step);
    const worker = this.#spare ?? new Worker(this.#root);
    this.#spare = undefined;
    this.#busy.add(worker);
    const end = () => worker.end();
    signal?.addEventListener('abort', end);
    try {
      return await this.#verdictOf(step, worker, signal);
    } finally {
      signal?.removeEventListener('abort', end);
      this.#busy.delete(worker);
      this.#prepare();
    }
  }

  /** Ends every process that was started. */
  close(): void {
    this.#closed = true;
    process.off('exit', this.#atExit);
    for (const worker of this.#busy) worker.end();
    this.#spare?.end();
  }

  async #verdictOf(
    { check, files }: Step,
    worker: Worker,
    signal: AbortSignal | undefined,
  ): Promise<Verdict> {
    try {
      return await worker.run({ check, files, timeLimit: this.#timeLimit });
    } finally {
      signal?.throwIfAborted();
    }
  }

  #withoutCheck({ check }: Step): Verdict {
    const file = relativeTo(this.#root, check);
    const remedy = `It is the check of the step. Restore it: \`git checkout -- ${file}\`.`;
    return { finding: { kind: 'missing-file', file, remedy }, tally: NO_TALLY, output: NO_OUTPUT };
  }

  /** Keeps a process ready, unless one at work needs the machine for itself. */
  #prepare(): void {
    if (!this.#closed && this.#busy.size === 0) this.#spare ??= new Worker(this.#root);
  }
}
