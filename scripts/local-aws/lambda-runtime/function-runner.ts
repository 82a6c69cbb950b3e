import {
  type EnvironmentReport,
  ExecutionEnvironment,
  type FunctionInvocation,
} from './execution-environment';
import { invocationLog } from './invocation-log';
import type { FunctionError } from './process-report';
import type { Reaper } from './processes/reaper';
import type { RoleCredentials, RuntimeSettings } from './variables';

/** The largest payload that a function may return, in bytes. */
const MAX_RESPONSE_BYTES = 6_291_556;

/**
 * How many processes a function may have at a time: further events wait for one, since to start more
 * would take longer.
 */
const MAX_ENVIRONMENTS = 16;

/** An environment whose credentials run out within this time takes no further event. */
const CREDENTIALS_MARGIN_MS = 5 * 60 * 1000;

/** What an invocation comes to, whether the function returned or failed. */
export interface InvocationResult {
  /** What the function returned, or its error; JSON text. */
  readonly payload: string;
  /** Present when the function threw, crashed or timed out. */
  readonly functionError?: 'Unhandled';
  /** Its log, from START to REPORT. */
  readonly log: string;
}

/** What a runner needs of its surroundings. */
export interface RunnerSurroundings {
  /** The folder with the function's unpacked code. */
  readonly taskRoot: () => Promise<string>;
  /** Temporary credentials of the function's role; asked again for each new environment. */
  readonly credentialsFor: (settings: RuntimeSettings) => RoleCredentials;
  readonly now: () => Date;
  /** What ends the processes. */
  readonly reaper: Reaper;
}

/** The execution environments of one version of a function: one for each concurrent event. */
export class FunctionRunner {
  readonly #settings: RuntimeSettings;
  readonly #surroundings: RunnerSurroundings;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  readonly #handling = new Set<Promise<InvocationResult>>();
  /** Those that wait for an environment to be free. */
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;
  #isRetired = false;
  #isStopped = false;

  constructor(settings: RuntimeSettings, surroundings: RunnerSurroundings) {
    this.#settings = settings;
    this.#surroundings = surroundings;
  }

  /** How many events are being handled now, or wait for it. */
  get busy(): number {
    return this.#handling.size;
  }

  /** Runs the function, in a warm environment when there is one. */
  async invoke(invocation: FunctionInvocation): Promise<InvocationResult> {
    const handling = this.#handle(invocation);
    this.#handling.add(handling);
    try {
      return await handling;
    } finally {
      this.#handling.delete(handling);
    }
  }

  /** Ends the idle environments now and the others when they have answered. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await Promise.all(this.#idle.splice(0).map((environment) => this.#discard(environment)));
  }

  /** Ends all environments, also those that are at work. */
  async stop(): Promise<void> {
    this.#isRetired = true;
    this.#isStopped = true;
    await Promise.all([...this.#all].map((environment) => this.#discard(environment)));
    await Promise.allSettled(this.#handling);
  }

  async #handle(invocation: FunctionInvocation): Promise<InvocationResult> {
    if (this.#atWork >= MAX_ENVIRONMENTS) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#atWork += 1;
    try {
      const warm = await this.#warmEnvironment();
      return warm
        ? await this.#run(warm, invocation)
        : await this.#runFirst(await this.#startEnvironment(), invocation);
    } finally {
      this.#atWork -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #warmEnvironment(): Promise<ExecutionEnvironment | undefined> {
    const usableUntil = this.#surroundings.now().getTime() + CREDENTIALS_MARGIN_MS;
    for (let next = this.#idle.pop(); next; next = this.#idle.pop()) {
      if (!next.hasEnded && next.expiration.getTime() > usableUntil) return next;
      await this.#discard(next);
    }
    return undefined;
  }

  async #startEnvironment(): Promise<ExecutionEnvironment> {
    const { credentialsFor, now, reaper } = this.#surroundings;
    const credentials = credentialsFor(this.#settings);
    const taskRoot = await this.#surroundings.taskRoot();
    if (this.#isStopped) throw new Error('The function was not run: local AWS is stopping.');
    const place = { taskRoot, time: now(), reaper };
    const environment = new ExecutionEnvironment(this.#settings, credentials, place);
    this.#all.add(environment);
    return environment;
  }

  async #runFirst(environment: ExecutionEnvironment, invocation: FunctionInvocation) {
    const init = await environment.initialize();
    if (init.type === 'ready') return this.#run(environment, invocation, init);
    await this.#discard(environment);
    return this.#result(invocation, { ...init, log: '', durationMs: 0 }, init);
  }

  async #run(
    environment: ExecutionEnvironment,
    invocation: FunctionInvocation,
    init?: EnvironmentReport,
  ): Promise<InvocationResult> {
    const report = await environment.invoke(invocation);
    const isUsable = report.type === 'succeeded' || (report.type === 'failed' && !report.isFatal);
    if (isUsable && !this.#isRetired) this.#idle.push(environment);
    else await this.#discard(environment);
    return this.#result(invocation, report, init);
  }

  async #discard(environment: ExecutionEnvironment): Promise<void> {
    await environment.stop();
    this.#all.delete(environment);
  }

  #result(
    { requestId }: FunctionInvocation,
    report: EnvironmentReport,
    init?: EnvironmentReport,
  ): InvocationResult {
    const answer = this.#answer(requestId, report);
    const log = invocationLog(init?.log ?? '', report.log, {
      requestId,
      version: this.#settings.version,
      durationMs: report.durationMs,
      initMs: init?.durationMs,
      memorySize: this.#settings.memorySize,
      maxMemoryBytes: 'maxMemoryBytes' in report ? report.maxMemoryBytes : 0,
      failure: typeof answer === 'string' ? undefined : failureOf(report, answer),
    });
    return typeof answer === 'string'
      ? { payload: answer, log }
      : { payload: JSON.stringify(answer), functionError: 'Unhandled', log };
  }

  /** The payload of a success, or the error. */
  #answer(requestId: string, report: EnvironmentReport): string | FunctionError {
    switch (report.type) {
      case 'succeeded':
        return Buffer.byteLength(report.payload) > MAX_RESPONSE_BYTES
          ? RESPONSE_TOO_LARGE
          : report.payload;
      case 'failed':
        return report.error;
      case 'timed-out':
        return {
          errorType: 'Sandbox.Timedout',
          errorMessage:
            `RequestId: ${requestId} Error: ` +
            `Task timed out after ${this.#settings.timeout.toFixed(2)} seconds`,
        };
      default:
        return exitError(requestId, 'reason' in report ? report.reason : undefined);
    }
  }
}

const RESPONSE_TOO_LARGE: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage:
    'Response payload size exceeded maximum allowed payload size ' +
    `(${MAX_RESPONSE_BYTES} bytes).`,
};

function exitError(requestId: string, reason: string | undefined): FunctionError {
  const text = reason
    ? `Runtime exited with error: ${reason}`
    : 'Runtime exited without providing a reason';
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: ${text}`,
  };
}

function failureOf(report: EnvironmentReport, { errorType }: FunctionError) {
  return report.type === 'timed-out'
    ? { status: 'timeout' as const }
    : { status: 'error' as const, errorType };
}
