import { isRunning } from '../../files/lock';
import { functionOf, startTestRuntime, type TestRuntime } from '../testing/runtime';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await startTestRuntime();
});
afterEach(() => runtime.stop());

describe('a failure', () => {
  test('of the handler is told with type, message and trace', async () => {
    const code = `class Refused extends Error { name = 'Refused'; code = 42; }
      exports.handler = async () => { throw new Refused('no'); };`;
    const error = await runtime.errorOf(functionOf(code));
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
    const error = await runtime.errorOf(functionOf(files, { handler }));
    expect(error.errorType).toBe(errorType);
    expect(error.errorMessage).toContain(message);
  });

  test('by an unhandled rejection ends the environment', async () => {
    const target = functionOf(`let n = 0; exports.handler = async () => {
      if (++n > 1) return n;
      Promise.reject(new Error('forgotten'));
      await new Promise(() => {});
    };`);
    const error = await runtime.errorOf(target);
    expect(error).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: forgotten',
      reason: { errorMessage: 'forgotten' },
    });
    expect(error.log).toContain('\tERROR\tUnhandled Promise Rejection \t{"errorType":"Runtime.');
    expect((await runtime.errorOf(target)).errorType).toBe('Runtime.UnhandledPromiseRejection');
  });

  test('by an uncaught exception is the answer', async () => {
    const code = `exports.handler = async () => {
      setImmediate(() => { throw new RangeError('late'); });
      await new Promise(() => {});
    };`;
    expect(await runtime.errorOf(functionOf(code))).toMatchObject({
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
    expect(await runtime.errorOf(target)).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage,
    });
  });

  test('by using too much memory is an exit error', async () => {
    const code = `exports.handler = async () => {
      const all = []; for (;;) all.push(new Array(1e5).fill({}));
    };`;
    const { errorType, errorMessage } = await runtime.errorOf(functionOf(code, { memorySize: 32 }));
    expect(errorType).toBe('Runtime.ExitError');
    expect(errorMessage).toContain('Runtime exited with error: signal: aborted');
  });

  test('by taking too long is a timeout, with the log so far, also of a busy loop', async () => {
    const code = 'exports.handler = async () => { console.log("begun"); for (;;) {} };';
    const { errorType, errorMessage, log } = await runtime.errorOf(
      functionOf(code, { timeout: 0.25 }),
    );
    expect(errorType).toBe('Sandbox.Timedout');
    expect(errorMessage).toBe('RequestId: r-1 Error: Task timed out after 0.25 seconds');
    expect(log).toContain('\tINFO\tbegun\n');
    expect(log).toMatch(/Duration: 250\.00 ms.*\tStatus: timeout\t\n$/);
  });

  test('by taking too long ends what it has started, also what holds its output open', async () => {
    const code = `const { spawn } = require('node:child_process');
      exports.handler = async () => {
        const own = spawn('sleep', ['61'], { stdio: 'inherit', detached: true });
        own.unref();
        console.log('started ' + own.pid);
        for (;;) {}
      };`;
    const started = performance.now();
    const { errorType, log } = await runtime.errorOf(functionOf(code, { timeout: 1 }));
    expect(errorType).toBe('Sandbox.Timedout');
    // Had it waited for the other process, it would have taken a minute.
    expect(performance.now() - started).toBeLessThan(30_000);
    const pid = Number(/started (\d+)/.exec(log)?.[1]);
    expect(pid).toBeGreaterThan(0);
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test.each([
    ['garbage', "'garbage\\n'"],
    ['an answer', "JSON.stringify({ type: 'succeeded', payload: '666' }) + '\\n'"],
    ['half a line', "'{'"],
  ])('does not come of %s on the channel of the runtime', async (_, text) => {
    const code = `exports.handler = async () => { require('fs').writeSync(3, ${text}); return 1; };`;
    const target = functionOf(code);
    expect((await runtime.invoke(target)).payload).toBe('1');
    expect((await runtime.invoke(target)).payload).toBe('1');
  });

  test('by returning too much is an error', async () => {
    const code = 'exports.handler = async () => "x".repeat(6291556);';
    expect((await runtime.errorOf(functionOf(code))).errorType).toBe(
      'Function.ResponseSizeTooLarge',
    );
  });
});
