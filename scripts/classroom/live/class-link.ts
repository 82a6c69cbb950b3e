import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { replaceDurably } from '../../files/durable';
import { DamagedFileError, isRecord, parseJson, readJson, setAside } from '../../files/json';
import { CannotRun } from '../../terminal/cannot-run';
import type { LearnerReport } from '../report';

/** How a learner's reports get on. */
export type LinkStatus =
  | { is: 'sent'; at: Date }
  /** Why it was not sent yet; it is tried again. */
  | { is: 'waiting'; why: string }
  /** The server does not want them; nothing more is sent. */
  | { is: 'refused'; why: string };

export interface ClassLinkOptions {
  /** What the instructor shows: the address of the server, with the join code. */
  url: string;
  /** The workshop's folder. */
  root: string;
  /** The learner's report as it is now. */
  report: () => LearnerReport;
  now?: () => Date;
  /** Between two attempts, in milliseconds: the first, and the longest. */
  pauses?: { first: number; longest: number };
}

/** Longer than this no answer is waited for, in milliseconds. */
const PATIENCE = 5000;

/** Without a change, the server hears so often that the learner is still there. */
const SIGN_OF_LIFE = 30_000;

/** An answer is a number; what is longer is none. */
const LONGEST_ANSWER = 1000;

/**
 * A learner's link to a live class. Each report holds the learner's whole progress, which stands on
 * the disk: so none has to be kept apart while the server is away, and the newest one makes up for all
 * that were not sent.
 */
export class ClassLink {
  readonly #options: ClassLinkOptions;
  readonly #url: URL;
  readonly #file: string;
  readonly #stopped = new AbortController();
  /** Ends the pause before the next attempt. */
  #wake = new AbortController();
  #isChanged = true;
  #status: LinkStatus = { is: 'waiting', why: UNREACHABLE };

  /** @throws CannotRun if that is not the address of a class */
  constructor(options: ClassLinkOptions) {
    this.#options = options;
    this.#url = classUrl(options.url);
    this.#file = path.join(options.root, '.workshop', 'class.json');
  }

  get status(): LinkStatus {
    return this.#status;
  }

  /** The address and the port, without the join code. */
  get server(): string {
    return this.#url.host;
  }

  /** Sends whatever is new, until `stop`. */
  async run(): Promise<void> {
    const { first, longest } = this.#options.pauses ?? { first: 1000, longest: 15_000 };
    let pause = first;
    while (!this.#stopped.signal.aborted) {
      this.#wake = new AbortController();
      await this.send();
      if (this.#status.is === 'refused') return;
      pause = this.#status.is === 'sent' ? first : Math.min(pause * 2, longest);
      if (this.#status.is === 'sent' && this.#isChanged) continue;
      await this.#pause(this.#status.is === 'sent' ? SIGN_OF_LIFE : pause);
    }
  }

  /** The learner's progress has changed. */
  change(): void {
    this.#isChanged = true;
    // Who waits for the server goes on to wait: a save must not hasten the next attempt.
    if (this.#status.is === 'sent') this.#wake.abort();
  }

  stop(): void {
    this.#stopped.abort();
    this.#wake.abort();
  }

  /** Sends the report as it is now, once. */
  async send(): Promise<LinkStatus> {
    try {
      this.#status = await this.#attempt();
    } catch (error) {
      this.#status = { is: 'waiting', why: whyWaiting(error as Error) };
    }
    return this.#status;
  }

  /** A report that was sent in vain is sent again under its number, unless something has changed. */
  async #attempt(): Promise<LinkStatus> {
    const { key, sequence } = this.#numbered();
    const report = { ...this.#options.report(), sequence };
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${report.learner}.${key}`,
      },
      body: JSON.stringify(report),
      redirect: 'error',
      signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(PATIENCE)]),
    });
    const text = (await response.text()).slice(0, LONGEST_ANSWER);
    return this.#read(response.status, text, sequence);
  }

  #numbered(): ClassIdentity {
    const identity = this.#identity();
    if (!this.#isChanged) return identity;
    const numbered = { ...identity, sequence: identity.sequence + 1 };
    this.#keep(numbered);
    this.#isChanged = false;
    return numbered;
  }

  #read(status: number, text: string, sequence: number): LinkStatus {
    if (status >= 500 || status === 429) return { is: 'waiting', why: 'the server is busy' };
    if (status !== 200)
      return { is: 'refused', why: WHY_REFUSED[status] ?? `it answers ${status}` };
    const answer = parseJson(text);
    const kept = isRecord(answer) ? Number(answer.sequence) : Number.NaN;
    if (!Number.isSafeInteger(kept)) return { is: 'refused', why: 'no class answers there' };
    if (kept <= sequence) return { is: 'sent', at: this.#options.now?.() ?? new Date() };
    // The server knows of more reports than this folder remembers: count on from there.
    this.#keep({ ...this.#identity(), sequence: kept });
    this.#isChanged = true;
    return { is: 'waiting', why: 'it is numbered again' };
  }

  /** Ends when the time is over, or something is new. */
  async #pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#wake.signal, ref: false }).catch(
      () => undefined,
    );
  }

  #identity(): ClassIdentity {
    return this.#known() ?? { key: randomBytes(16).toString('hex'), sequence: 0 };
  }

  #known(): ClassIdentity | undefined {
    try {
      return readJson(this.#file, readIdentity);
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      setAside(this.#file);
      return undefined;
    }
  }

  #keep(identity: ClassIdentity): void {
    replaceDurably(this.#file, `${JSON.stringify(identity)}\n`, 0o600);
  }
}

/** By what a server knows a copy of the workshop, and how many reports it has made. */
interface ClassIdentity {
  key: string;
  sequence: number;
}

function readIdentity(value: unknown): ClassIdentity {
  if (
    isRecord(value) &&
    /^[0-9a-f]{32}$/.test(String(value.key)) &&
    Number.isInteger(value.sequence)
  )
    return value as unknown as ClassIdentity;
  throw new Error('it holds no key and sequence');
}

const WHY_REFUSED: Record<number, string> = {
  400: 'it cannot read this report; bring both to one release: npm run workshop -- update',
  401: 'it does not accept this learner',
  403: 'another copy of the workshop has joined as this learner, or the class is full',
  404: 'it has no class with this join code: compare it',
  413: 'the report is too large',
};

const UNREACHABLE = 'the server cannot be reached';

/** What `fetch` throws tells of the network; what has a code of its own comes from the disk. */
function whyWaiting(error: NodeJS.ErrnoException): string {
  return error.code === undefined || error instanceof DOMException ? UNREACHABLE : error.message;
}

/** @throws CannotRun with what an address looks like */
function classUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && /^\/[a-z0-9]+$/.test(url.pathname)) return url;
  throw new CannotRun(
    `${text} is not the address of a class. Your instructor shows it; it looks like this: ` +
      '--class http://192.168.1.5:4600/k7m2qx',
  );
}
