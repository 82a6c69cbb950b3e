import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import {
  ConcurrencyExceededError,
  type FunctionSettings,
  type InvocationResult,
  LambdaRuntime,
  type RunnableFunction,
} from '.';

let folder: string;
let runtime: LambdaRuntime;
let credentialsAsked: number;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lambda-runtime-test-'));
  credentialsAsked = 0;
  now = new Date('2026-01-02T03:04:05Z');
  const credentialsFor = ({ roleArn }: FunctionSettings) => {
    credentialsAsked += 1;
    return {
      accessKeyId: `ASIA${credentialsAsked}`,
      secretAccessKey: `secret of ${roleArn}`,
      sessionToken: 'token',
      expiration: new Date(now.getTime() + 3_600_000),
    };
  };
  runtime = new LambdaRuntime(folder, { credentialsFor, now: () => now }, 3);
});

afterEach(async () => {
  await runtime.stop();
  await rm(folder, { recursive: true });
});

/** A function with `index.js`, or with the files given. */
function functionOf(
  code: string | Record<string, string>,
  settings: Partial<FunctionSettings> = {},
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

function invoke(target: RunnableFunction, event: unknown = {}): Promise<InvocationResult> {
  return runtime.invoke(target, { requestId: 'r-1', payload: JSON.stringify(event) });
}

async function errorOf(target: RunnableFunction) {
  const { functionError, payload, log } = await invoke(target);
  expect(functionError).toBe('Unhandled');
  return { ...JSON.parse(payload), log };
}

describe('a handler', () => {
  test('gets the event and the context, and its result is the payload', async () => {
    const code = `exports.handler = async (event, context) => ({
      event, id: context.awsRequestId, name: context.functionName, arn: context.invokedFunctionArn,
      memory: context.memoryLimitInMB, remaining: context.getRemainingTimeInMillis() > 1000,
    });`;
    const { payload, functionError } = await invoke(functionOf(code), { name: 'Ann' });
    expect(functionError).toBeUndefined();
    expect(JSON.parse(payload)).toEqual({
      event: { name: 'Ann' },
      id: 'r-1',
      name: 'hello',
      arn: 'arn:aws:lambda:ap-northeast-1:123456789012:function:hello',
      memory: '128',
      remaining: true,
    });
  });

  test.each([
    ['an ES module', { 'index.mjs': 'export const handler = async () => "found";' }, undefined],
    ['a .cjs file', { 'index.cjs': 'exports.handler = async () => "found";' }, undefined],
    ['a file in a folder', { 'src/a.js': 'exports.h = async () => "found";' }, 'src/a.h'],
    ['a nested export', { 'index.js': 'exports.a = { b: async () => "found" };' }, 'index.a.b'],
    [
      'an export set at run time',
      { 'index.js': 'module.exports["han" + "dler"] = async () => "found";' },
      undefined,
    ],
    [
      'a module that is required',
      {
        'index.js': 'exports.handler = require("./b").b;',
        'b.js': 'exports.b = async () => "found";',
      },
      undefined,
    ],
    ['a handler that is not async', { 'index.js': 'exports.handler = () => "found";' }, undefined],
  ])('may be %s', async (_name, files, handler) => {
    const { payload } = await invoke(functionOf(files, handler ? { handler } : {}));
    expect(payload).toBe('"found"');
  });

  test('that returns nothing answers null', async () => {
    expect((await invoke(functionOf('exports.handler = async () => {};'))).payload).toBe('null');
  });

  test('sees the documented variables and its own, and nothing of this machine', async () => {
    process.env.WORKSHOP_TEST_SECRET = 'of the host';
    const code =
      'exports.handler = async () => ({ env: process.env, cwd: process.cwd(), argv: process.argv.length });';
    const target = functionOf(code, { variables: { API_URL: 'http://x', AWS_REGION: 'mine' } });
    const { env, argv } = JSON.parse((await invoke(target)).payload);
    delete process.env.WORKSHOP_TEST_SECRET;

    expect(argv).toBe(2);
    expect(env).toEqual({
      _HANDLER: 'index.handler',
      API_URL: 'http://x',
      AWS_ACCESS_KEY_ID: 'ASIA1',
      AWS_DEFAULT_REGION: 'ap-northeast-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_NAME: 'hello',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^2026\/01\/02\/\[\$LATEST\][0-9a-f]{32}$/),
      AWS_REGION: 'ap-northeast-1',
      AWS_SECRET_ACCESS_KEY: 'secret of arn:aws:iam::123456789012:role/hello',
      AWS_SESSION_TOKEN: 'token',
      LAMBDA_RUNTIME_DIR: expect.any(String),
      LAMBDA_TASK_ROOT: expect.stringContaining(folder),
      LANG: 'en_US.UTF-8',
      PATH: expect.stringContaining('/var/lang/bin'),
      TZ: ':UTC',
    });
  });

  test('stays warm between calls', async () => {
    const target = functionOf('let n = 0; exports.handler = async () => ++n;');
    expect((await invoke(target)).payload).toBe('1');
    expect((await invoke(target)).payload).toBe('2');
  });

  test('starts anew when its code or configuration has changed', async () => {
    const code = 'let n = 0; exports.handler = async () => ++n;';
    await invoke(functionOf(code));
    expect((await invoke(functionOf(code, {}, { revisionId: '2' }))).payload).toBe('1');
  });

  test('gets new credentials before the old ones run out', async () => {
    const target = functionOf('exports.handler = async () => process.env.AWS_ACCESS_KEY_ID;');
    expect((await invoke(target)).payload).toBe('"ASIA1"');
    now = new Date(now.getTime() + 3_500_000);
    expect((await invoke(target)).payload).toBe('"ASIA2"');
  });
});

describe('the log', () => {
  test('stands between START and END, in the text format', async () => {
    const code = `exports.handler = async () => {
      console.log('one', { two: 2 }); console.error('three\\nfour');
      process.stdout.write('raw '); process.stderr.write('output');
    };`;
    const lines = (await invoke(functionOf(code))).log.split('\n');
    const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';
    expect(lines).toEqual([
      'START RequestId: r-1 Version: $LATEST',
      expect.stringMatching(`^${time}\tr-1\tINFO\tone { two: 2 }$`),
      expect.stringMatching(`^${time}\tr-1\tERROR\tthree\rfour$`),
      'raw output',
      'END RequestId: r-1',
      expect.stringMatching(
        /^REPORT RequestId: r-1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t$/,
      ),
      '',
    ]);
  });

  test('begins with what was logged while loading; a warm call has no Init Duration', async () => {
    const target = functionOf('console.log("loading"); exports.handler = async () => {};');
    expect((await invoke(target)).log).toMatch(/^\S+\tundefined\tINFO\tloading\nSTART/);
    const warm = (await invoke(target)).log;
    expect(warm).toMatch(/^START/);
    expect(warm).not.toContain('Init Duration');
  });

  test('is complete, however much is written just before the end', async () => {
    const code = `exports.handler = async () => {
      for (let i = 0; i < 2000; i++) console.log('x'.repeat(100) + i);
      process.exit(7);
    };`;
    const { log } = await invoke(functionOf(code));
    expect(log).toContain('x1999\n');
    expect(log).toContain('x500\n');
  });
});

describe('a failure', () => {
  test('of the handler is told with type, message and trace', async () => {
    const code = `class Refused extends Error { name = 'Refused'; code = 42; }
      exports.handler = async () => { throw new Refused('no'); };`;
    const error = await errorOf(functionOf(code));
    expect(error).toMatchObject({ errorType: 'Refused', errorMessage: 'no' });
    expect(error.trace[0]).toBe('Refused: no');
    expect(error.log).toMatch(
      /\tERROR\tInvoke Error \t\{"errorType":"Refused","errorMessage":"no","code":42,.*"stack":\["Refused: no"/,
    );
    expect(error.log).toMatch(/\tStatus: error\tError Type: Refused\t\n$/);
  });

  test.each([
    [
      'a missing module',
      { 'index.js': 'require("nowhere");' },
      'index.handler',
      'Runtime.ImportModuleError',
      "Error: Cannot find module 'nowhere'",
    ],
    [
      'a missing file',
      { 'other.js': '' },
      'index.handler',
      'Runtime.ImportModuleError',
      "Error: Cannot find module 'index'",
    ],
    [
      'a syntax error',
      { 'index.js': 'exports.handler = async () => {' },
      'index.handler',
      'Runtime.UserCodeSyntaxError',
      'SyntaxError: Unexpected end of input',
    ],
    [
      'a missing export',
      { 'index.js': '' },
      'index.handler',
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
    [
      'an export that is no function',
      { 'index.js': 'exports.handler = 5;' },
      'index.handler',
      'Runtime.HandlerNotFound',
      'index.handler is not a function',
    ],
    [
      'a handler with a callback',
      { 'index.js': 'exports.handler = (event, context, callback) => {};' },
      'index.handler',
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    ],
    [
      'a handler name without a dot',
      { 'index.js': '' },
      'handler',
      'Runtime.MalformedHandlerName',
      'Bad handler',
    ],
    [
      'an error while loading',
      { 'index.js': 'throw new TypeError("early");' },
      'index.handler',
      'TypeError',
      'early',
    ],
    [
      'a result that is no JSON',
      { 'index.js': 'exports.handler = async () => 1n;' },
      'index.handler',
      'Runtime.JSONStringifyError',
      'Unable to stringify response body',
    ],
    [
      'a thrown text',
      { 'index.js': 'exports.handler = async () => { throw "no"; };' },
      'index.handler',
      'string',
      'no',
    ],
  ])('by %s has the type of the runtime', async (_name, files, handler, errorType, message) => {
    const error = await errorOf(functionOf(files, { handler }));
    expect(error.errorType).toBe(errorType);
    expect(error.errorMessage).toContain(message);
  });

  test('by an unhandled rejection ends the environment', async () => {
    const target = functionOf(`let n = 0; exports.handler = async () => {
      if (++n > 1) return n;
      Promise.reject(new Error('forgotten'));
      await new Promise(() => {});
    };`);
    const error = await errorOf(target);
    expect(error).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: forgotten',
      reason: { errorMessage: 'forgotten' },
    });
    expect(error.log).toContain('\tERROR\tUnhandled Promise Rejection \t{"errorType":"Runtime.');
    expect((await errorOf(target)).errorType).toBe('Runtime.UnhandledPromiseRejection');
  });

  test('by an uncaught exception is the answer', async () => {
    const code = `exports.handler = async () => {
      setImmediate(() => { throw new RangeError('late'); });
      await new Promise(() => {});
    };`;
    expect(await errorOf(functionOf(code))).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'late',
    });
  });

  test.each([
    ['process.exit(1)', 'RequestId: r-1 Error: Runtime exited with error: exit status 1'],
    ['process.exit(0)', 'RequestId: r-1 Error: Runtime exited without providing a reason'],
    [
      'process.kill(process.pid, "SIGKILL")',
      'RequestId: r-1 Error: Runtime exited with error: signal: killed',
    ],
  ])('by %s is an exit error', async (statement, errorMessage) => {
    const target = functionOf(`exports.handler = async () => {
      ${statement}; await new Promise(() => {});
    };`);
    expect(await errorOf(target)).toMatchObject({ errorType: 'Runtime.ExitError', errorMessage });
  });

  test('by using too much memory is an exit error', async () => {
    const code = `exports.handler = async () => {
      const all = []; for (;;) all.push(new Array(1e5).fill({}));
    };`;
    const { errorType, errorMessage } = await errorOf(functionOf(code, { memorySize: 32 }));
    expect(errorType).toBe('Runtime.ExitError');
    expect(errorMessage).toContain('Runtime exited with error: signal: aborted');
  });

  test('by taking too long is a timeout, with the log so far, also of a busy loop', async () => {
    const code = 'exports.handler = async () => { console.log("begun"); for (;;) {} };';
    const { errorType, errorMessage, log } = await errorOf(functionOf(code, { timeout: 0.25 }));
    expect(errorType).toBe('Sandbox.Timedout');
    expect(errorMessage).toBe('RequestId: r-1 Error: Task timed out after 0.25 seconds');
    expect(log).toContain('\tINFO\tbegun\n');
    expect(log).toMatch(/Duration: 250\.00 ms.*\tStatus: timeout\t\n$/);
  });

  test('by returning too much is an error', async () => {
    const code = 'exports.handler = async () => "x".repeat(6291556);';
    expect((await errorOf(functionOf(code))).errorType).toBe('Function.ResponseSizeTooLarge');
  });
});

describe('concurrency', () => {
  const meet = `const { writeFileSync, readdirSync } = require('node:fs');
    exports.handler = async ({ n, folder }) => {
      writeFileSync(folder + '/' + n, '');
      while (readdirSync(folder).length < 2) await new Promise((done) => setTimeout(done, 1));
      return process.pid;
    };`;

  test('each concurrent event has an environment of its own', async () => {
    const meeting = await mkdtemp(join(tmpdir(), 'meeting-'));
    const target = functionOf(meet);
    const [one, two] = await Promise.all([
      invoke(target, { n: 1, folder: meeting }),
      invoke(target, { n: 2, folder: meeting }),
    ]);
    await rm(meeting, { recursive: true });
    expect(one?.functionError).toBeUndefined();
    expect(one?.payload).not.toBe(two?.payload);
  });

  test('more than the reserved concurrency is refused, and so is more than the limit', async () => {
    const slow = 'exports.handler = async () => new Promise(() => {});';
    const one = functionOf(slow, {}, { reservedConcurrency: 1 });
    const other = functionOf(slow, { functionArn: 'arn:other' });
    const running = [invoke(one), invoke(other), invoke(other)];

    await expect(invoke(one)).rejects.toEqual(new ConcurrencyExceededError('reserved'));
    await expect(invoke(other)).rejects.toMatchObject({ limit: 'account' });
    await runtime.stop();
    await Promise.allSettled(running);
  });

  test('no process is left after a stop', async () => {
    const target = functionOf('exports.handler = async () => process.pid;');
    const pid = Number((await invoke(target)).payload);
    await runtime.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
