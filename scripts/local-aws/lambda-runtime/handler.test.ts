import { functionOf, startTestRuntime, type TestRuntime } from '../testing/runtime';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await startTestRuntime();
});
afterEach(() => runtime.stop());

describe('a handler', () => {
  test('gets the event and the context, and its result is the payload', async () => {
    const code = `exports.handler = async (event, context) => ({
      event, id: context.awsRequestId, name: context.functionName, arn: context.invokedFunctionArn,
      memory: context.memoryLimitInMB, remaining: context.getRemainingTimeInMillis() > 1000,
    });`;
    const { payload, functionError } = await runtime.invoke(functionOf(code), { name: 'Ann' });
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
    const { payload } = await runtime.invoke(functionOf(files, handler ? { handler } : {}));
    expect(payload).toBe('"found"');
  });

  test('that returns nothing answers null', async () => {
    expect((await runtime.invoke(functionOf('exports.handler = async () => {};'))).payload).toBe(
      'null',
    );
  });

  test('sees the documented variables and its own, and nothing of this machine', async () => {
    process.env.WORKSHOP_TEST_SECRET = 'of the host';
    const code =
      'exports.handler = async () => ({ env: process.env, cwd: process.cwd(), argv: process.argv.length });';
    const target = functionOf(code, { variables: { API_URL: 'http://x', AWS_REGION: 'mine' } });
    const { env, argv } = JSON.parse((await runtime.invoke(target)).payload);
    delete process.env.WORKSHOP_TEST_SECRET;

    expect(argv).toBe(2);
    expect(env).toEqual({
      _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
      _AWS_XRAY_DAEMON_PORT: '2000',
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
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
      LAMBDA_RUNTIME_DIR: expect.any(String),
      LAMBDA_TASK_ROOT: expect.stringContaining(runtime.folder),
      LANG: 'en_US.UTF-8',
      PATH: expect.stringContaining('/var/lang/bin'),
      SHLVL: '0',
      TZ: ':UTC',
    });
  });

  test('stays warm between calls', async () => {
    const target = functionOf('let n = 0; exports.handler = async () => ++n;');
    expect((await runtime.invoke(target)).payload).toBe('1');
    expect((await runtime.invoke(target)).payload).toBe('2');
  });

  test('starts again when its code or configuration has changed', async () => {
    const code = 'let n = 0; exports.handler = async () => ++n;';
    await runtime.invoke(functionOf(code));
    expect((await runtime.invoke(functionOf(code, {}, { revisionId: '2' }))).payload).toBe('1');
  });

  test('gets new credentials before the old ones run out', async () => {
    const target = functionOf('exports.handler = async () => process.env.AWS_ACCESS_KEY_ID;');
    expect((await runtime.invoke(target)).payload).toBe('"ASIA1"');
    runtime.advance(3_500_000);
    expect((await runtime.invoke(target)).payload).toBe('"ASIA2"');
  });
});
