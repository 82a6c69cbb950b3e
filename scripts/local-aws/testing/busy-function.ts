import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { functionOf, startTestRuntime } from './runtime';

/**
 * A program that runs a function which never gives way, and something that it has started; it sends
 * the ids of both to its parent.
 */
const CODE = `const { writeFileSync } = require('node:fs');
  exports.handler = async ({ file }) => {
    const started = require('node:child_process').spawn('sleep', ['61'], { detached: true });
    writeFileSync(file, JSON.stringify([process.pid, started.pid]));
    for (;;) {}
  };`;

async function run(): Promise<void> {
  const runtime = await startTestRuntime();
  const file = join(runtime.folder, 'pids.json');
  const watcher = watch(runtime.folder, () => {
    const pids = readIfWhole(file);
    if (!pids) return;
    watcher.close();
    process.send?.(JSON.parse(pids));
  });
  await runtime.invoke(functionOf(CODE, { timeout: 60 }), { file });
}

function readIfWhole(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.endsWith(']') ? text : undefined;
  } catch {
    return undefined;
  }
}

void run();
