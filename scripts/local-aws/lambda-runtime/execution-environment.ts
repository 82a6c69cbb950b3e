import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type BootstrapMessage,
  type ExitMessage,
  type ProcessReport,
  ReportReader,
} from './process-report';
import { environmentVariables, type RoleCredentials, type RuntimeSettings } from './variables';

const BOOTSTRAP = join(__dirname, 'bootstrap', 'index.js');

/** What the initialisation of a function may take, as on AWS. */
const INIT_TIMEOUT_MS = 10_000;

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

/**
 * One execution environment: a Node process with the function's code, its role's credentials and
 * nothing of this process's own environment. It handles one event at a time.
 */
export class ExecutionEnvironment {
  readonly #settings: RuntimeSettings;
  readonly #process: ChildProcess;
  readonly #reader: ReportReader;
  readonly #ended: Promise<void>;
  #deliver: (report: ProcessReport) => void = () => {};
  #hasEnded = false;

  /** When its credentials run out. */
  readonly expiration: Date;

  constructor(
    settings: RuntimeSettings,
    credentials: RoleCredentials,
    taskRoot: string,
    time: Date,
  ) {
    this.#settings = settings;
    const marker = `<${randomUUID()}>`;
    this.expiration = credentials.expiration;
    this.#reader = new ReportReader(marker, (report) => this.#deliver(report));
    this.#process = spawn(
      process.execPath,
      [`--max-old-space-size=${settings.memorySize}`, BOOTSTRAP, marker],
      {
        cwd: taskRoot,
        env: environmentVariables(settings, credentials, {
          taskRoot,
          logStreamName: logStreamName(settings.version, time),
        }),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        windowsHide: true,
      },
    );
    this.#ended = this.#listen();
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
    // A channel that is closed shows as the end of the process, which is the report then.
    this.#process.send({ ...invocation, deadline }, () => {});
    return report;
  }

  /** Ends the process; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#process.kill('SIGKILL');
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

  #listen(): Promise<void> {
    const child = this.#process;
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#reader.read(chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => this.#reader.readErrors(chunk));
    child.on('message', (message) => this.#reader.receive(message as BootstrapMessage));
    return new Promise((resolve) => {
      const end = (message: ExitMessage) => {
        this.#hasEnded = true;
        this.#reader.end(message);
        resolve();
      };
      child.once('close', (code, signal) => end(exitMessage(code, signal)));
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

function logStreamName(version: string, time: Date): string {
  const day = time.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomUUID().replaceAll('-', '')}`;
}
