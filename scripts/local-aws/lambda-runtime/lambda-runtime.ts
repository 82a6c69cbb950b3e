import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionInvocation } from './execution-environment';
import { FunctionRunner, type InvocationResult, type RunnerSurroundings } from './function-runner';
import { Reaper } from './processes/reaper';
import type { RuntimeSettings } from './variables';
import { unpackZip } from './zip';

/** A function as it is to be run. */
export interface RunnableFunction {
  readonly settings: RuntimeSettings;
  /** The deployment package. */
  readonly archive: () => Uint8Array;
  /** Changes with each change of code or configuration. */
  readonly revisionId: string;
  /** How many events the function may handle at a time, when that is limited. */
  readonly reservedConcurrency?: number;
}

/** All concurrency is used up: the function's own, or that of the whole account. */
export class ConcurrencyExceededError extends Error {
  override readonly name = 'ConcurrencyExceededError';
  readonly limit: 'reserved' | 'account';

  constructor(limit: 'reserved' | 'account') {
    super('Rate Exceeded.');
    this.limit = limit;
  }
}

interface CurrentRunner {
  readonly revisionId: string;
  readonly runner: FunctionRunner;
}

/** Runs the functions of a cloud, each in processes of its own. */
export class LambdaRuntime {
  readonly #directory: string;
  readonly #reaper = new Reaper();
  readonly #surroundings: Omit<RunnerSurroundings, 'taskRoot' | 'reaper'>;
  readonly #concurrencyLimit: number;
  /** By the function's ARN and the version: `arn:aws:lambda:…:function:hello:$LATEST`. */
  readonly #runners = new Map<string, CurrentRunner>();
  readonly #retiring = new Set<FunctionRunner>();
  readonly #unpacked = new Map<string, Promise<string>>();

  /**
   * @param directory where packages are unpacked
   * @param concurrencyLimit how many events may be handled at a time, or wait for a process
   */
  constructor(
    directory: string,
    surroundings: Omit<RunnerSurroundings, 'taskRoot' | 'reaper'>,
    concurrencyLimit: number,
  ) {
    this.#directory = directory;
    this.#surroundings = surroundings;
    this.#concurrencyLimit = concurrencyLimit;
  }

  /**
   * Runs a function for one event. That the function fails is a result, no exception.
   * @throws ConcurrencyExceededError, and what the credentials callback throws
   */
  async invoke(
    target: RunnableFunction,
    invocation: FunctionInvocation,
  ): Promise<InvocationResult> {
    const runner = this.#runnerFor(target);
    const { reservedConcurrency = Number.POSITIVE_INFINITY, settings } = target;
    if (this.#busy(`${settings.functionArn}:`) >= reservedConcurrency) {
      throw new ConcurrencyExceededError('reserved');
    }
    if (this.#busy() >= this.#concurrencyLimit) throw new ConcurrencyExceededError('account');
    return runner.invoke(invocation);
  }

  /**
   * Ends the environments of a function that was deleted or changed, the idle ones at once.
   * @param version one version of it; all of them unless given
   */
  async forget(functionArn: string, version = ''): Promise<void> {
    const keys = [...this.#runners.keys()].filter((key) =>
      version === '' ? key.startsWith(`${functionArn}:`) : key === `${functionArn}:${version}`,
    );
    await Promise.all(keys.map((key) => this.#retire(key)));
  }

  async #retire(key: string): Promise<void> {
    const { runner } = this.#runners.get(key)!;
    this.#runners.delete(key);
    this.#retiring.add(runner);
    await runner.retire();
  }

  /** Ends every process. */
  async stop(): Promise<void> {
    const runners = [...this.#retiring, ...[...this.#runners.values()].map(({ runner }) => runner)];
    await Promise.all(runners.map((runner) => runner.stop()));
    this.#reaper.stop();
  }

  /** @param prefix of the runners that count: all of them, or those of one function */
  #busy(prefix = ''): number {
    return [...this.#runners]
      .filter(([key]) => key.startsWith(prefix))
      .reduce((sum, [, { runner }]) => sum + runner.busy, 0);
  }

  #runnerFor(target: RunnableFunction): FunctionRunner {
    const { functionArn, version } = target.settings;
    const key = `${functionArn}:${version}`;
    const current = this.#runners.get(key);
    if (current?.revisionId === target.revisionId) return current.runner;

    void this.forget(functionArn, version);
    const taskRoot = () => this.#unpack(target.archive());
    const surroundings = { ...this.#surroundings, taskRoot, reaper: this.#reaper };
    const runner = new FunctionRunner(target.settings, surroundings);
    this.#runners.set(key, { revisionId: target.revisionId, runner });
    return runner;
  }

  /** A package is unpacked once, into a folder named for its contents. */
  #unpack(archive: Uint8Array): Promise<string> {
    const directory = join(this.#directory, createHash('sha256').update(archive).digest('hex'));
    const known = this.#unpacked.get(directory);
    if (known) return known;
    const unpacked = unpackOnce(archive, directory);
    this.#unpacked.set(directory, unpacked);
    // Whoever waits for it is told why it failed; the next invocation tries again.
    unpacked.catch(() => this.#unpacked.delete(directory));
    return unpacked;
  }
}

async function unpackOnce(archive: Uint8Array, directory: string): Promise<string> {
  if (!existsSync(directory)) await unpackZip(archive, directory);
  return directory;
}
