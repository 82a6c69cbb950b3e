import type { Output } from '../terminal/output';
import type { Claimed, NamedMistake, ReportBlock } from '../terminal/report/report';

/** Something that a step claims, and what was found. */
export interface Claim {
  /** What is claimed, in a line: `GET /dev/ signed → 200`. */
  text: string;
  expected: string;
  got: string;
  holds: boolean;
  /** Asked if it fails: why. */
  explain?: () => ClaimFailure | Promise<ClaimFailure>;
}

/** Why a claim fails. */
export interface ClaimFailure {
  /** Undefined where nobody can tell. */
  mistake?: NamedMistake;
  evidence?: ReportBlock[];
}

/** What a step claims is false. It is in the report already. */
export class DoesNotHold extends Error {
  override readonly name = 'DoesNotHold';

  /** The number of the step that fails, if it is one that this depends on. */
  readonly earlierStep?: string;

  constructor(message: string, earlierStep?: string) {
    super(message);
    this.earlierStep = earlierStep;
  }
}

/** What a verification has found so far. */
export interface Findings {
  body: ReportBlock[];
  /** Of the first claim that fails. */
  mistake?: NamedMistake;
}

/** Tells in passing what a verification does, and collects what it claims and what it found. */
export class VerificationReport {
  readonly #output: Output;
  #found: Findings = { body: [] };
  #action = '';

  constructor(output: Output) {
    this.#output = output;
  }

  /** What is done next. */
  action(text: string): void {
    this.#action = text;
    this.#output.detail(`  ${text}`);
  }

  /** More about what is being done. */
  note(text: string): void {
    this.#output.detail(`    ${text}`);
  }

  /** Something that the reader must know to understand the rest. */
  remark(text: string): void {
    this.show({ kind: 'prose', text });
  }

  /** Adds a part that claims nothing. */
  show(block: ReportBlock): void {
    this.#found.body.push(block);
  }

  /**
   * Adds a claim and what was found, and why it is so if it should not be.
   *
   * @throws DoesNotHold
   */
  async claim({ text, expected, got, holds, explain }: Claim): Promise<void> {
    if (holds) {
      this.#found.body.push({ kind: 'claim', outcome: 'ok', text });
      return;
    }
    const { mistake, evidence = [] } = (await explain?.()) ?? {};
    const compared: ReportBlock = { kind: 'comparison', expected, actual: got };
    this.#fail(text, { mistake, evidence: [compared, ...evidence] });
    throw new DoesNotHold(got);
  }

  /**
   * Adds a claim that holds if nothing is wrong.
   *
   * @param problems what is wrong, as sentences
   * @param place where it is written, as far as that is known
   * @throws DoesNotHold
   */
  problems(text: string, problems: string[], place?: string): void {
    const [first, ...others] = problems;
    if (first === undefined) {
      this.#found.body.push({ kind: 'claim', outcome: 'ok', text });
      return;
    }
    const evidence = others.map((problem): ReportBlock => ({ kind: 'prose', text: problem }));
    this.#fail(text, { mistake: { ...mistakeOf(first), place }, evidence });
    throw new DoesNotHold(problems.join(' '));
  }

  /** What was being done has failed in another way than by an answer that is not the right one. */
  broken(failure: ClaimFailure): void {
    this.#fail(this.#action, failure);
  }

  /**
   * Continues with the other trials if one fails: a mistake is named, and AWS's own answer to
   * it is shown as well.
   *
   * @throws DoesNotHold of the first trial that fails, when all are through; at once what a
   *   trial throws otherwise
   */
  async all(...trials: (() => unknown)[]): Promise<void> {
    const failures: DoesNotHold[] = [];
    for (const trial of trials) {
      try {
        await trial();
      } catch (error) {
        if (!(error instanceof DoesNotHold)) throw error;
        failures.push(error);
      }
    }
    if (failures[0]) throw failures[0];
  }

  /** What was found since this was asked last. */
  take(): Findings {
    const found = this.#found;
    this.#found = { body: [] };
    this.#action = '';
    return found;
  }

  /** The first mistake is at the head of the report; each other one below its claim. */
  #fail(text: string, { mistake, evidence = [] }: ClaimFailure): void {
    const isFirst = this.#found.mistake === undefined;
    if (isFirst) this.#found.mistake = mistake;
    const below = mistake && !isFirst ? [proseOf(mistake), ...evidence] : evidence;
    const claim: Claimed = { kind: 'claim', outcome: 'failed', text, evidence: below };
    this.#found.body.push(claim);
  }
}

/** A mistake in one paragraph. */
function proseOf({ name, place, fix }: NamedMistake): ReportBlock {
  return { kind: 'prose', text: [name, place, fix].filter(Boolean).join(' → ') };
}

/**
 * The mistake that an inspection names. Many of its sentences end in what must be there instead;
 * where there are two, the second says why.
 */
export function mistakeOf(finding: string): NamedMistake {
  const [, name, right] = /^(.*?)[:;] it must be (.*)\.$/s.exec(finding) ?? [];
  if (name !== undefined && right !== undefined) return { name, fix: `make it ${right}` };
  const [, first = finding, why] = /^(.*?\.)\s+([A-Z].*)$/s.exec(finding) ?? [];
  return { name: first, why };
}
