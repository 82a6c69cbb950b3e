/** The error of a function as its caller gets it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the bootstrap tells its parent. */
export type BootstrapMessage = { readonly maxMemoryBytes: number } & (
  | { readonly type: 'ready' }
  | { readonly type: 'succeeded'; readonly payload: string }
  /** A fatal failure is followed by the end of the process. */
  | { readonly type: 'failed'; readonly error: FunctionError; readonly isFatal: boolean }
);

/** The process ended without a word, or could not be started. */
export interface ExitMessage {
  readonly type: 'exited';
  /** Such as `exit status 1`; undefined for an exit without an error. */
  readonly reason?: string;
}

/** A message, and what was written to the log before it. */
export type ProcessReport = (BootstrapMessage | ExitMessage) & { readonly log: string };

/** More than the largest answer takes when every character of it is escaped. */
const MAX_MESSAGE_LENGTH = 40 * 1024 * 1024;

/**
 * Reads the lines of the bootstrap. Its function can write to the same channel: only what bears the
 * secret counts.
 */
export class MessageReader {
  readonly #secret: string;
  readonly #deliver: (message: BootstrapMessage) => void;
  #pieces: string[] = [];
  #length = 0;

  constructor(secret: string, deliver: (message: BootstrapMessage) => void) {
    this.#secret = secret;
    this.#deliver = deliver;
  }

  /** Takes a piece of what came on the channel. */
  read(chunk: string): void {
    const [end = '', ...rest] = chunk.split('\n');
    this.#append(end);
    for (const next of rest) {
      this.#receive(this.#pieces.join(''));
      this.#pieces = [];
      this.#length = 0;
      this.#append(next);
    }
  }

  #append(piece: string): void {
    this.#length += piece.length;
    if (this.#length > MAX_MESSAGE_LENGTH) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #receive(line: string): void {
    const start = line.indexOf(this.#secret);
    if (start === -1) return;
    this.#deliver(JSON.parse(line.slice(start + this.#secret.length)) as BootstrapMessage);
  }
}

/** How much of a function's output is kept, counted from its end. */
const MAX_LOG_LENGTH = 256 * 1024;

/**
 * Puts together what the bootstrap says and what it has logged until then. The two come on
 * different channels; in the output, a marker is where a message was sent.
 */
export class ReportReader {
  readonly #marker: string;
  readonly #deliver: (report: ProcessReport) => void;
  readonly #messages: BootstrapMessage[] = [];
  readonly #sections: string[] = [];
  #output = '';
  #errorOutput = '';

  constructor(marker: string, deliver: (report: ProcessReport) => void) {
    this.#marker = marker;
    this.#deliver = deliver;
  }

  /** Takes a message from the bootstrap. */
  receive(message: BootstrapMessage): void {
    this.#messages.push(message);
    this.#deliverComplete();
  }

  /** Takes a piece of the process's output. */
  read(chunk: string): void {
    const sections = (this.#output + chunk).split(this.#marker);
    this.#output = sections.pop()?.slice(-MAX_LOG_LENGTH) ?? '';
    this.#sections.push(...sections);
    this.#deliverComplete();
  }

  /** Takes a piece of what Node itself complains about; it must not tear a marker apart. */
  readErrors(chunk: string): void {
    this.#errorOutput = (this.#errorOutput + chunk).slice(-MAX_LOG_LENGTH);
  }

  /** The process has ended, and all of its output was read. */
  end(message: ExitMessage): void {
    this.#deliver({ ...message, log: this.#withErrors(this.#output) });
  }

  #deliverComplete(): void {
    while (this.#messages.length > 0 && this.#sections.length > 0) {
      const message = this.#messages.shift() as BootstrapMessage;
      this.#deliver({ ...message, log: this.#withErrors(this.#sections.shift() as string) });
    }
  }

  #withErrors(output: string): string {
    const log = output + this.#errorOutput;
    this.#errorOutput = '';
    return log;
  }
}
