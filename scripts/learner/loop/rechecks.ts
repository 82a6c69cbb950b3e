import path from 'node:path';
import type { Checker } from '../check/checker';
import type { Verdict } from '../check/verdict';
import { isDone, type Progress } from '../progress';
import type { Step } from '../steps';

/** The done steps that a file may have broken: that which it belongs to, and those that follow. */
export function doneStepsOn(file: string, steps: Step[], progress: Progress): Step[] {
  const owner = steps.findIndex(({ directory }) => file.startsWith(directory + path.sep));
  return owner < 0 ? [] : steps.slice(owner).filter(({ id }) => isDone(progress[id]));
}

/** Checks steps again in the background, one after another, whenever nothing else is to be done. */
export class Rechecks {
  private readonly waiting = new Set<Step>();
  private running: AbortController | null = null;

  /** @param onVerdict told of each step that was checked to its end */
  constructor(
    private readonly checker: Pick<Checker, 'check'>,
    private readonly onVerdict: (step: Step, verdict: Verdict) => void,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Has steps wait for a check; what is running is outdated, and waits again. */
  add(steps: readonly Step[]): void {
    this.stop();
    for (const step of steps) this.waiting.add(step);
  }

  /** Begins with those that wait. */
  start(): void {
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.run(running.signal).catch((error: Error) => {
      if (!running.signal.aborted) this.onError(error);
    });
  }

  stop(): void {
    this.running?.abort();
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (const step of this.waiting) {
      const verdict = await this.checker.check(step, signal);
      signal.throwIfAborted();
      this.waiting.delete(step);
      this.onVerdict(step, verdict);
    }
  }
}
