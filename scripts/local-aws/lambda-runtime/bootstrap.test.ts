import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const BOOTSTRAP = join(__dirname, 'bootstrap', 'index.js');

const WAITING = 'setInterval(() => {}, 1000); exports.handler = async () => {};';

/** Starts an environment that shares its output, and says when it is ready. */
const PARENT = `
  const child = require('node:child_process').spawn(
    process.execPath,
    [process.env.BOOTSTRAP],
    { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] },
  );
  child.stdio[3].write('{"marker":"marker","secret":"secret"}\\n');
  child.stdio[3].on('data', () => console.log('ready ' + child.pid));
`;

let environmentPid: number;
let hasEnded: boolean;

// One that is left over would keep the output open, and with it the test run.
afterEach(() => {
  if (!hasEnded) process.kill(environmentPid, 'SIGKILL');
});

test('an environment ends when its parent is killed, whatever its code waits for', async () => {
  const taskRoot = await mkdtemp(join(tmpdir(), 'bootstrap-test-'));
  await writeFile(join(taskRoot, 'index.js'), WAITING);
  const env = { BOOTSTRAP, LAMBDA_TASK_ROOT: taskRoot, _HANDLER: 'index.handler' };
  const parent = spawn(process.execPath, ['-e', PARENT], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(parent, 'close');
  hasEnded = false;
  environmentPid = await readyPid(parent.stdout);

  parent.kill('SIGKILL');
  // The output is closed when the last of the processes that hold it is gone.
  await closed;
  hasEnded = true;
  await rm(taskRoot, { recursive: true });
});

async function readyPid(output: Readable): Promise<number> {
  let text = '';
  for (;;) {
    text += String(await once(output, 'data'));
    const pid = /ready (\d+)\n/.exec(text)?.[1];
    if (pid) return Number(pid);
  }
}
