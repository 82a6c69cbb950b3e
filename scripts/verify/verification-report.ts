import type { Output } from '../terminal/output';

/** Something that a step claims, and what was found. */
export interface Claim {
  expected: string;
  got: string;
  holds: boolean;
  /** Asked when it does not hold: why, and what to do, as lines. */
  explain?: () => string[] | Promise<string[]>;
}

/** What a step claims does not hold. It has been shown already. */
export class DoesNotHold extends Error {
  override readonly name = 'DoesNotHold';

  /** The number of the step that does not hold, if it is one that this stands on. */
  readonly earlierStep?: string;

  constructor(message: string, earlierStep?: string) {
    super(message);
    this.earlierStep = earlierStep;
  }
}

/** Tells, as it happens, what a verification does, what it expects and what comes back. */
export class VerificationReport {
  readonly #output: Output;
  #hasExplained = false;

  constructor(output: Output) {
    this.#output = output;
  }

  /** What is done next. */
  action(text: string): void {
    if (this.#hasExplained) this.#output.line();
    this.#hasExplained = false;
    this.#output.line(`  ${text}`);
  }

  /** More about what is being done. */
  note(text: string): void {
    this.#output.line(`    ${text}`);
  }

  /**
   * Shows a claim and what was found, and why it is so if it should not be.
   *
   * @throws DoesNotHold
   */
  async claim({ expected, got, holds, explain }: Claim): Promise<void> {
    this.note(`expected  ${expected}`);
    this.note(`got       ${got}`);
    if (holds) return;
    this.explanation((await explain?.()) ?? []);
    throw new DoesNotHold(got);
  }

  /** Shows why something is not as it should be, set off from what is before it. */
  explanation(lines: string[]): void {
    if (lines.length > 0) this.#output.line();
    for (const line of lines) this.#output.line(line === '' ? '' : `  ${line}`);
    this.#hasExplained = true;
  }

  /**
   * Shows what is wrong with something; nothing when there is nothing.
   *
   * @param problems sentences
   * @throws DoesNotHold
   */
  async problems(expected: string, problems: string[]): Promise<void> {
    const got = problems.length === 0 ? 'just that' : problems.join(' ');
    await this.claim({ expected, got, holds: problems.length === 0 });
  }

  /**
   * Goes on with the other trials when one does not hold: a mistake is named, and AWS's own answer to
   * it is shown as well.
   *
   * @throws DoesNotHold of the first trial that does not hold, when all are through; at once what a
   *   trial throws otherwise
   */
  async all(...trials: (() => Promise<unknown>)[]): Promise<void> {
    const failures: DoesNotHold[] = [];
    for (const trial of trials) {
      await trial().catch((error: unknown) => {
        if (!(error instanceof DoesNotHold)) throw error;
        failures.push(error);
      });
    }
    if (failures[0]) throw failures[0];
  }
}
