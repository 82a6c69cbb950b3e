import type { Output } from '../aws/output/output';

/** Something that a step claims, and what was found. */
export interface Finding {
  expected: string;
  got: string;
  holds: boolean;
  /** Asked when it does not hold: why, and what to do, as lines. */
  explain?: () => string[] | Promise<string[]>;
}

/** What a step claims does not hold. It has been shown already. */
export class DoesNotHold extends Error {
  override readonly name = 'DoesNotHold';
}

/** Tells, as it happens, what a verification does, what it expects and what comes back. */
export class Report {
  constructor(readonly output: Output) {}

  /** What is done next. */
  action(text: string): void {
    this.output.line(`  ${text}`);
  }

  /** More about what is being done. */
  note(text: string): void {
    this.output.line(`    ${text}`);
  }

  /**
   * Shows a finding, and why it is so if it should not be.
   *
   * @throws DoesNotHold
   */
  async finding({ expected, got, holds, explain }: Finding): Promise<void> {
    this.note(`expected  ${expected}`);
    this.note(`got       ${got}`);
    if (holds) return;
    this.output.line();
    for (const line of (await explain?.()) ?? []) this.output.line(line === '' ? '' : `  ${line}`);
    throw new DoesNotHold(got);
  }

  /**
   * Shows what is wrong with something; nothing when there is nothing.
   *
   * @param problems sentences
   * @throws DoesNotHold
   */
  async problems(expected: string, problems: string[]): Promise<void> {
    const got = problems.length === 0 ? 'just that' : problems.join(' ');
    await this.finding({ expected, got, holds: problems.length === 0 });
  }
}
