import type { Checker } from '../check/checker';
import type { Verdict } from '../check/verdict';
import type { Step } from '../steps';

/** A check that was begun. */
interface StepCheck {
  /** Its number in the loop. */
  check: number;
  step: Step;
  onVerdict: (verdict: Verdict) => void;
  /** The check could not run. */
  onError: (error: Error) => void;
}

/**
 * The checks that run. Each ends in one of three ways: with a verdict, with an error, or given up,
 * and then nothing is heard of it any more.
 */
export class ChecksUnderWay {
  readonly #checker: Pick<Checker, 'check'>;
  readonly #running = new Map<number, AbortController>();

  constructor(checker: Pick<Checker, 'check'>) {
    this.#checker = checker;
  }

  begin({ check, step, onVerdict, onError }: StepCheck): void {
    const controller = new AbortController();
    this.#running.set(check, controller);
    const unlessGivenUp =
      <T>(tell: (outcome: T) => void) =>
      (outcome: T) => {
        if (this.#running.delete(check)) tell(outcome);
      };
    this.#checker
      .check(step, controller.signal)
      .then(unlessGivenUp(onVerdict), unlessGivenUp(onError));
  }

  giveUp(check: number): void {
    this.#running.get(check)?.abort();
    this.#running.delete(check);
  }
}
