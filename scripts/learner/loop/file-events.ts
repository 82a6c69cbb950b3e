import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';

/** Where events arrive at all, they do so within a small part of this, in milliseconds. */
const PATIENCE = 2000;

/**
 * Tries whether the system tells of changed files: network drives, containers and the drives of
 * another system do not always.
 *
 * @param folder to write a file in, on the file system that is to be watched
 * @param change changes that file; another one for tests
 */
export async function eventsArrive(
  folder: string,
  { patience = PATIENCE, change = writeFileSync as (file: string, text: string) => void } = {},
): Promise<boolean> {
  const file = path.join(folder, `probe-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const watcher = watch(folder, { ignoreInitial: true, usePolling: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patience);
      watcher.on('error', () => resolve(false));
      watcher.on('all', (_, changed) => {
        if (changed === file) resolve(true);
      });
      watcher.on('ready', () => change(file, 'Written to see whether changes are noticed.\n'));
    });
  } finally {
    clearTimeout(timer);
    await watcher.close();
    rmSync(file, { force: true });
  }
}
