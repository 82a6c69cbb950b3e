import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../../files/lock';
import { ROOT } from '../../files/root';
import { functionOf, startTestRuntime, type TestRuntime } from '../testing/runtime';
import { ConcurrencyExceededError } from '.';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await startTestRuntime();
});
afterEach(() => runtime.stop());

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
      runtime.invoke(target, { n: 1, folder: meeting }),
      runtime.invoke(target, { n: 2, folder: meeting }),
    ]);
    await rm(meeting, { recursive: true });
    expect(one?.functionError).toBeUndefined();
    expect(one?.payload).not.toBe(two?.payload);
  });

  test('more than the reserved concurrency is refused, and so is more than the limit', async () => {
    const slow = 'exports.handler = async () => new Promise(() => {});';
    const one = functionOf(slow, {}, { reservedConcurrency: 1 });
    const other = functionOf(slow, { functionArn: 'arn:other' });
    const running = Promise.allSettled([one, other, other].map((target) => runtime.invoke(target)));

    await expect(runtime.invoke(one)).rejects.toEqual(new ConcurrencyExceededError('reserved'));
    await expect(runtime.invoke(other)).rejects.toMatchObject({ limit: 'account' });
    await runtime.stop();
    await running;
  });

  test('more events than a function has processes wait for one', async () => {
    const many = await startTestRuntime(1000);
    const target = functionOf('exports.handler = async () => process.pid;');
    const results = await Promise.all(Array.from({ length: 24 }, () => many.invoke(target)));
    expect(results.filter(({ functionError }) => functionError)).toEqual([]);
    expect(new Set(results.map(({ payload }) => payload)).size).toBeLessThanOrEqual(16);
    await many.stop();
  });

  test('a busy function ends with the process that runs it, however that ends', async () => {
    const parent = fork(join(__dirname, '../testing/busy-function.ts'), {
      execArgv: ['--require', join(ROOT, 'scripts/load-typescript.js')],
    });
    const [pids] = (await once(parent, 'message')) as [number[]];
    expect(pids.map(isRunning)).toEqual([true, true]);
    parent.kill('SIGKILL');
    while (pids.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('no process is left after a stop', async () => {
    const target = functionOf('exports.handler = async () => process.pid;');
    const pid = Number((await runtime.invoke(target)).payload);
    await runtime.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
