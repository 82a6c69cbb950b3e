import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants } from 'node:os';
import { ProtocolBreak } from '../protocol/protocol-break';
import { type Outcome, readAnswer } from '../protocol/signer-answer';
import type { SignerInput } from '../protocol/signer-input';
import { CANNOT_EXECUTE, NOT_FOUND, type SignerFault, type SignerFaultKind } from './fault';
import { LineReader } from './line-reader';
import { Tail } from './tail';

/** Programs have to start: the first answer may take so many times the limit for an answer. */
export const FIRST_ANSWER = 3;

/** Milliseconds that a signer has to end when all is answered. */
const TO_END = 1000;

/** Milliseconds that what a signer started may keep its output open when it has ended itself. */
const TO_CLOSE = 500;

export interface ConversationOptions {
  /** Milliseconds that may pass between one answer and the next. */
  timeout: number;
  /** Called with each answer. */
  onAnswer(id: number, outcome: Outcome): void;
  /** How much of the whole run is answered, in words. */
  describeProgress(): string;
}

/** How a conversation ended. */
export interface ConversationEnd {
  /** Why not all was answered. */
  fault?: SignerFault;
  /** Whether the program ended by itself, with exit code 0, before all was answered. */
  isCleanExit: boolean;
  /** What was odd and did no harm. */
  remark?: string;
}

/** Listens to a signer until it has answered all and ended, or until that cannot come about. */
export class Conversation {
  /** Settles in any case, and never fails. */
  readonly end: Promise<ConversationEnd>;

  readonly #inputs: readonly SignerInput[];
  readonly #options: ConversationOptions;
  readonly #answered = new Set<number>();
  readonly #stdout = new LineReader();
  readonly #stderr = new Tail();
  #settle: (end: ConversationEnd) => void = () => {};
  #isOver = false;
  #timer: NodeJS.Timeout;

  constructor(
    child: ChildProcessWithoutNullStreams,
    inputs: readonly SignerInput[],
    options: ConversationOptions,
  ) {
    this.#inputs = inputs;
    this.#options = options;
    this.end = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#timer = this.#waitForAnswer(FIRST_ANSWER * options.timeout);

    child.stderr.on('data', (chunk: Buffer) => this.#stderr.push(chunk));
    child.stdout.on('data', (chunk: Buffer) => this.#take(() => this.#stdout.push(chunk)));
    child.on('error', (error) =>
      this.#fail('could-not-start', `It could not be started: ${error.message}.`),
    );
    child.on('exit', (code, signal) => {
      // Its output is complete when the last process that can write to it has ended.
      const late = setTimeout(() => this.#ended(code, signal), TO_CLOSE);
      child.on('close', () => {
        clearTimeout(late);
        this.#ended(code, signal);
      });
      this.end.finally(() => clearTimeout(late));
    });
  }

  #take(readLines: () => string[]): void {
    try {
      for (const line of readLines()) this.#takeAnswer(line);
    } catch (error) {
      if (!(error instanceof ProtocolBreak)) throw error;
      this.#fail(error.kind, error.message, error.id);
    }
  }

  #takeAnswer(line: string): void {
    if (this.#isOver) return;
    const { id, outcome } = readAnswer(line);
    this.#assertAwaited(id);
    this.#answered.add(id);
    this.#options.onAnswer(id, outcome);
    clearTimeout(this.#timer);
    this.#timer = this.#isComplete()
      ? this.#waitForEnd()
      : this.#waitForAnswer(this.#options.timeout);
  }

  #assertAwaited(id: number): void {
    if (!this.#inputs.some((input) => input.id === id)) {
      const ids = `${this.#inputs[0]?.id} to ${this.#inputs.at(-1)?.id}`;
      throw new ProtocolBreak('unknown-id', `It answered id ${id}; the ids asked were ${ids}.`);
    }
    if (this.#answered.has(id)) {
      const message = `It gave a second answer to id ${id}; each case is answered once.`;
      throw new ProtocolBreak('second-answer', message, id);
    }
  }

  #isComplete(): boolean {
    return this.#answered.size === this.#inputs.length;
  }

  #waitForAnswer(limit: number): NodeJS.Timeout {
    return setTimeout(() => {
      const message =
        `It gave no answer for ${limit / 1000} s, with ${this.#options.describeProgress()}, and was stopped.\n` +
        'Does it print a newline after each answer, and flush? If it only needs longer, give it ' +
        'longer: --timeout, in milliseconds.';
      this.#fail('no-answer', message);
    }, limit);
  }

  #waitForEnd(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#finish({
        isCleanExit: false,
        remark: 'It did not end when its input had ended and all was answered: it was stopped.',
      });
    }, TO_END);
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.#take(() => this.#stdout.end());
    const how = describeEnd(code, signal);
    if (this.#isComplete()) {
      const remark = code === 0 ? undefined : `It ended ${how} after its last answer.`;
      this.#finish({ isCleanExit: code === 0, remark });
    } else if (this.#answered.size === 0 && (code === CANNOT_EXECUTE || code === NOT_FOUND)) {
      this.#fail('could-not-start', `It could not be started: it ended at once ${how}.`);
    } else {
      const progress = this.#options.describeProgress();
      const message = `It ended ${how}, with ${progress}.\n${this.#adviceOnEnd(code)}`;
      this.#fail('died', message, undefined, code === 0);
    }
  }

  /** What comes later, such as the end of a signer that is being stopped, counts no more. */
  #finish(end: ConversationEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#settle(end);
  }

  #fail(kind: SignerFaultKind, message: string, id?: number, isCleanExit = false): void {
    const unanswered = this.#inputs.find((input) => !this.#answered.has(input.id));
    const caseId = id ?? unanswered?.id;
    const fault = { kind, message, caseId, stderr: this.#stderr.toString() };
    this.#finish({ fault, isCleanExit });
  }

  #adviceOnEnd(code: number | null): string {
    if (code === 0) return 'It must answer each line of its input before it ends.';
    if (this.#answered.size === 0) return 'Run the command by itself to see whether it starts.';
    return 'Answer a case that it cannot sign with error or skip; do not end the program.';
  }
}

const FIRST_SIGNAL = 128;

/** A shell says in its exit code by which signal its command ended. */
function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  const ofCommand = Object.entries(constants.signals).find(
    ([, number]) => number + FIRST_SIGNAL === code,
  );
  const name = signal ?? ofCommand?.[0];
  return name ? `by the signal ${name}` : `with exit code ${code}`;
}
