import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import {
  type ExitMessage,
  MessageReader,
  type ProcessReport,
  ReportReader,
} from './process-report';
import type { Reaper } from './processes/reaper';
import { environmentVariables, type RoleCredentials, type RuntimeSettings } from './variables';

const BOOTSTRAP = join(__dirname, 'bootstrap', 'index.js');

/** What the initialisation of a function may take, as on AWS. */
const INIT_TIMEOUT_MS = 10_000;

/** For how long the output of a process that has ended is waited for: another may hold it open. */
const OUTPUT_PATIENCE_MS = 2000;

/** One event for a function. */
export interface FunctionInvocation {
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** The decoded ClientContext of the call. */
  readonly clientContext?: unknown;
  /** The function as it was called, with its qualifier where it had one. */
  readonly invokedFunctionArn: string;
  /** The trace that the call belongs to, as its header writes it. */
  readonly traceId?: string | undefined;
}

/** How an initialisation or an invocation went. */
export type EnvironmentReport = (
  | ProcessReport
  | { readonly type: 'timed-out'; readonly log: string }
) & {
  readonly durationMs: number;
};

/** Where an environment runs, and since when. */
export interface EnvironmentPlace {
  /** The folder with the function's unpacked code. */
  taskRoot: string;
  time: Date;
  reaper: Reaper;
}

/**
 * One execution environment: a Node process with the function's code, its role's credentials and
 * nothing of this process's own environment. It handles one event at a time.
 */
export class ExecutionEnvironment {
  readonly #settings: RuntimeSettings;
  readonly #process: ChildProcess;
  readonly #channel: Duplex;
  readonly #reader: ReportReader;
  readonly #endProcesses: () => void;
  readonly #ended: Promise<void>;
  #deliver: (report: ProcessReport) => void = () => {};
  #hasEnded = false;

  /** When its credentials run out. */
  readonly expiration: Date;

  constructor(
    settings: RuntimeSettings,
    credentials: RoleCredentials,
    { taskRoot, time, reaper }: EnvironmentPlace,
  ) {
    this.#settings = settings;
    const [marker, secret] = [`<${randomUUID()}>`, randomUUID()];
    // Whatever the function starts inherits it in the name of the log stream.
    const mark = randomUUID().replaceAll('-', '');
    this.expiration = credentials.expiration;
    this.#reader = new ReportReader(marker, (report) => this.#deliver(report));
    this.#process = spawn(
      process.execPath,
      [`--max-old-space-size=${settings.memorySize}`, BOOTSTRAP],
      {
        cwd: taskRoot,
        env: environmentVariables(settings, credentials, {
          taskRoot,
          logStreamName: `${logStreamPrefix(settings.version, time)}${mark}`,
        }),
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
        // In a group of its own, it ends with all that it has started.
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    );
    this.#channel = this.#process.stdio[3] as Duplex;
    const { pid } = this.#process;
    this.#endProcesses = pid === undefined ? () => {} : reaper.watch(pid, mark);
    this.#ended = this.#listen(secret);
    this.#send({ marker, secret });
  }

  /** Whether the process is gone, so that it can take no further event. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Waits until the handler is loaded; to be called once, before the first event. */
  initialize(): Promise<EnvironmentReport> {
    return this.#nextReport(INIT_TIMEOUT_MS);
  }

  /** Gives the function an event and waits for its answer, at most for its timeout. */
  invoke(invocation: FunctionInvocation): Promise<EnvironmentReport> {
    const timeoutMs = this.#settings.timeout * 1000;
    const report = this.#nextReport(timeoutMs);
    const deadline = Date.now() + timeoutMs;
    this.#send({ ...invocation, deadline });
    return report;
  }

  /** Ends the process with all that it has started; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#endProcesses();
    await this.#ended;
  }

  async #nextReport(timeoutMs: number): Promise<EnvironmentReport> {
    const started = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<{ type: 'timed-out' }>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, { type: 'timed-out' });
    });
    const answered = new Promise<ProcessReport>((resolve) => {
      this.#deliver = resolve;
    });

    const first = await Promise.race([answered, timeout]);
    clearTimeout(timer);
    const durationMs = performance.now() - started;
    if (first.type !== 'timed-out') return { ...first, durationMs };

    // What was logged until the timeout arrives with the end of the process.
    await this.stop();
    return { type: 'timed-out', log: (await answered).log, durationMs: timeoutMs };
  }

  #send(message: object): void {
    this.#channel.write(`${JSON.stringify(message)}\n`);
  }

  #listen(secret: string): Promise<void> {
    const child = this.#process;
    const messages = new MessageReader(secret, (message) => this.#reader.receive(message));
    this.#channel.setEncoding('utf8').on('data', (chunk: string) => messages.read(chunk));
    // A channel that is closed shows as the end of the process, which is the report then.
    this.#channel.on('error', () => {});
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#reader.read(chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => this.#reader.readErrors(chunk));
    return new Promise((resolve) => {
      const end = (message: ExitMessage) => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        for (const stream of child.stdio) stream?.destroy();
        this.#reader.end(message);
        resolve();
      };
      child.once('exit', (code, signal) => {
        this.#endProcesses();
        const finish = () => end(exitMessage(code, signal));
        const patience = setTimeout(finish, OUTPUT_PATIENCE_MS);
        child.once('close', () => {
          clearTimeout(patience);
          finish();
        });
      });
      child.on('error', ({ message }) => end({ type: 'exited', reason: message }));
    });
  }
}

const SIGNAL_TEXTS: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

function exitMessage(code: number | null, signal: NodeJS.Signals | null): ExitMessage {
  if (signal) return { type: 'exited', reason: `signal: ${SIGNAL_TEXTS[signal] ?? signal}` };
  return code === 0 ? { type: 'exited' } : { type: 'exited', reason: `exit status ${code}` };
}

function logStreamPrefix(version: string, time: Date): string {
  const day = time.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]`;
}
