import path from 'node:path';
import type { Checker } from '../check/checker';
import { isPass, type Verdict } from '../check/verdict';
import { isDone, type Progress } from '../progress';
import type { Step } from '../steps';

/** The step that a file belongs to, and those that follow: all that it may have broken. */
export function stepsOn(file: string, steps: Step[]): Step[] {
  const owner = steps.findIndex(({ directory }) => file.startsWith(directory + path.sep));
  return owner < 0 ? [] : steps.slice(owner);
}

export function isBehind(step: Step, other: Step): boolean {
  return Number(step.number) > Number(other.number);
}

/** The step that the learner is at, and whether its last check passed. */
export interface AtHand {
  step: Step;
  passes: boolean;
}

/**
 * Checks steps again in the background, one after another, whenever nothing else is to be done. Each
 * stands on those before it: it waits as long as one of them is open or does not pass.
 */
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

  /** Begins with those that wait, the earliest first. */
  start(atHand: AtHand, progress: Progress): void {
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.run(atHand, progress, running.signal).catch((error: Error) => {
      if (!running.signal.aborted) this.onError(error);
    });
  }

  stop(): void {
    this.running?.abort();
  }

  private async run(atHand: AtHand, progress: Progress, signal: AbortSignal): Promise<void> {
    const inOrder = [...this.waiting].sort((a, b) => Number(a.number) - Number(b.number));
    for (const step of inOrder) {
      if (isOpen(step, atHand, progress)) return;
      if (step !== atHand.step && !(await this.passes(step, signal))) return;
      this.waiting.delete(step);
    }
  }

  private async passes(step: Step, signal: AbortSignal): Promise<boolean> {
    const verdict = await this.checker.check(step, signal);
    signal.throwIfAborted();
    this.onVerdict(step, verdict);
    return isPass(verdict);
  }
}

/** Whether it is known already that a step does not pass, or that it fails for another. */
function isOpen(step: Step, { step: current, passes }: AtHand, progress: Progress): boolean {
  if (!passes && (step === current || isBehind(step, current))) return true;
  return step !== current && !isDone(progress[step.id]);
}
