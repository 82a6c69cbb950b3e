import type { Outcome } from '../protocol/signer-answer';
import type { SignerInput } from '../protocol/signer-input';
import type { ConversationEnd } from './conversation';
import type { SignerFault } from './fault';

/** What came of a case, and when. */
export interface TimedOutcome {
  outcome: Outcome;
  /** A signer may have read its clock then. */
  at: Date;
  /** Since the answer before it, or the signer's start. */
  milliseconds: number;
}

/** All that a signer answered. */
export interface SignerRun {
  /** By the id of the case. */
  outcomes: ReadonlyMap<number, TimedOutcome>;
  /** Why it could not be asked to the end; undefined if it was. */
  fault: SignerFault | undefined;
  /** What was odd and did no harm. */
  remarks: string[];
}

/** So often the signer may end before the check is broken off. */
const MAX_DEATHS = 40;

/** So many cases may each be waited for in vain. */
const MAX_SILENCES = 2;

/** A signer that ends so often without a single answer to any case cannot be asked. */
const MAX_FRUITLESS_STARTS = 2;

/**
 * Decides how a run goes on when the signer ends, or falls silent, before all is answered. If it
 * ended, the first case without an answer is asked alone: a signer that answers out of order may
 * have ended over another one. The case over which it ends alone is an error.
 */
export class Recovery {
  readonly #inputs: readonly SignerInput[];
  readonly #onAnswer?: (answered: number) => void;
  readonly #outcomes = new Map<number, TimedOutcome>();
  readonly #remarks: string[] = [];
  /** What made the signer be started again, and how often. */
  readonly #restarts = new Map<string, number>();
  /** The case to ask alone. */
  #suspect?: SignerInput;
  #asked: readonly SignerInput[] = [];
  /** When the last answer came, or the signer was started. */
  #since = 0;
  #answered = 0;
  #deaths = 0;
  #silences = 0;
  #fruitlessStarts = 0;

  constructor(inputs: readonly SignerInput[], onAnswer?: (answered: number) => void) {
    this.#inputs = inputs;
    this.#onAnswer = onAnswer;
  }

  /** What to ask next; nothing if all is known. */
  nextInputs(): readonly SignerInput[] {
    return this.#suspect ? [this.#suspect] : this.#open();
  }

  /** @returns what to ask the signer that is being started */
  start(): readonly SignerInput[] {
    this.#asked = this.nextInputs();
    this.#since = performance.now();
    return this.#asked;
  }

  take(id: number, outcome: Outcome): void {
    this.#answered++;
    this.#record(id, outcome);
  }

  describeProgress(): string {
    return `${this.#answered} of ${this.#inputs.length} cases answered`;
  }

  /** @returns the fault that breaks the check off; undefined if it can go on */
  afterEnd({ fault, isCleanExit, remark }: ConversationEnd): SignerFault | undefined {
    if (remark) this.#remarks.push(remark);
    this.#suspect = undefined;
    if (fault?.kind === 'died') return this.#afterDeath(fault, isCleanExit);
    if (fault?.kind === 'no-answer') return this.#afterSilence(fault);
    return fault;
  }

  /** @param fault that broke the run off, if one did */
  result(fault?: SignerFault): SignerRun {
    const restarts = Array.from(this.#restarts, ([what, count]) =>
      count === 1
        ? `${what} and was started again.`
        : `${what} and was started again, ${count} times.`,
    );
    return {
      outcomes: this.#outcomes,
      fault,
      remarks: [...new Set([...restarts, ...this.#remarks])],
    };
  }

  #afterDeath(fault: SignerFault, isCleanExit: boolean): SignerFault | undefined {
    const first = this.#asked.find(({ id }) => !this.#outcomes.has(id));
    const isFruitless = first === this.#asked[0];
    // Some programs answer a line or a few, and end.
    if (isCleanExit) return isFruitless ? fault : undefined;
    if (isFruitless) this.#fruitlessStarts++;
    this.#deaths++;
    const isHopeless = this.#answered === 0 && this.#fruitlessStarts > MAX_FRUITLESS_STARTS;
    if (isHopeless || this.#deaths > MAX_DEATHS) {
      return { ...fault, caseId: this.#answered === 0 ? this.#inputs[0]?.id : fault.caseId };
    }
    if (this.#asked.length === 1) this.#blame(fault);
    else this.#suspect = first;
    this.#restarted(fault);
    return undefined;
  }

  #afterSilence(fault: SignerFault): SignerFault | undefined {
    if (this.#answered === 0 || this.#silences >= MAX_SILENCES) return fault;
    this.#silences++;
    this.#blame(fault);
    this.#restarted(fault);
    return undefined;
  }

  /** The case that the fault is about is an error. */
  #blame(fault: SignerFault): void {
    const message = [`${happened(fault)}.`, fault.stderr].join('\n').trimEnd();
    if (fault.caseId !== undefined) this.#record(fault.caseId, { kind: 'error', message });
  }

  #restarted(fault: SignerFault): void {
    if (this.nextInputs().length === 0) return;
    const what = happened(fault);
    this.#restarts.set(what, (this.#restarts.get(what) ?? 0) + 1);
  }

  #record(id: number, outcome: Outcome): void {
    const now = performance.now();
    this.#outcomes.set(id, { outcome, at: new Date(), milliseconds: now - this.#since });
    this.#since = now;
    this.#onAnswer?.(this.#outcomes.size);
  }

  #open(): SignerInput[] {
    return this.#inputs.filter(({ id }) => !this.#outcomes.has(id));
  }
}

/** The first part of the message: what the signer did. */
function happened({ message }: SignerFault): string {
  return message.slice(0, message.indexOf(', with '));
}
