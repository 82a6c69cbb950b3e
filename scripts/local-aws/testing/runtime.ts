import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import {
  type InvocationResult,
  LambdaRuntime,
  type RunnableFunction,
  type RuntimeSettings,
} from '../lambda-runtime';

/** How many events a test runtime handles at a time. */
export const TEST_CONCURRENCY = 3;

/** A runtime with a folder, a clock and credentials of its own, for one test. */
export interface TestRuntime {
  folder: string;
  /** Invokes with the request id `r-1`. */
  invoke(target: RunnableFunction, event?: unknown): Promise<InvocationResult>;
  /** Invokes a function that fails, and returns its error together with its log. */
  errorOf(target: RunnableFunction): Promise<TestError>;
  /** Moves the clock by which credentials run out. */
  advance(milliseconds: number): void;
  stop(): Promise<void>;
}

interface TestError {
  errorType: string;
  errorMessage: string;
  trace: string[];
  log: string;
}

/** Starts a runtime. The credentials it hands out are numbered: `ASIA1`, `ASIA2` and so on. */
export async function startTestRuntime(limit = TEST_CONCURRENCY): Promise<TestRuntime> {
  const folder = await mkdtemp(join(tmpdir(), 'lambda-runtime-test-'));
  let now = Date.parse('2026-01-02T03:04:05Z');
  let credentialsAsked = 0;
  const credentialsFor = ({ roleArn }: RuntimeSettings) => {
    credentialsAsked += 1;
    return {
      accessKeyId: `ASIA${credentialsAsked}`,
      secretAccessKey: `secret of ${roleArn}`,
      sessionToken: 'token',
      expiration: new Date(now + 3_600_000),
    };
  };
  const surroundings = { credentialsFor, now: () => new Date(now) };
  const runtime = new LambdaRuntime(folder, surroundings, limit);
  const invoke: TestRuntime['invoke'] = (target, event = {}) =>
    runtime.invoke(target, {
      requestId: 'r-1',
      invokedFunctionArn: target.settings.functionArn,
      payload: JSON.stringify(event),
    });

  return {
    folder,
    invoke,
    async errorOf(target) {
      const { functionError, payload, log } = await invoke(target);
      if (functionError) return { ...JSON.parse(payload), log };
      throw new Error(`The function was to fail, but it returned ${payload}.`);
    },
    advance(milliseconds) {
      now += milliseconds;
    },
    async stop() {
      await runtime.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A function with `index.js`, or with the files given. */
export function functionOf(
  code: string | Record<string, string>,
  settings: Partial<RuntimeSettings> = {},
  rest: Partial<RunnableFunction> = {},
): RunnableFunction {
  const files = typeof code === 'string' ? { 'index.js': code } : code;
  const archive = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
  return {
    settings: {
      functionName: 'hello',
      functionArn: 'arn:aws:lambda:ap-northeast-1:123456789012:function:hello',
      version: '$LATEST',
      region: 'ap-northeast-1',
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      roleArn: 'arn:aws:iam::123456789012:role/hello',
      memorySize: 128,
      timeout: 10,
      variables: {},
      endpointUrl: 'http://127.0.0.1:4566',
      ...settings,
    },
    archive: () => archive,
    revisionId: '1',
    ...rest,
  };
}
