import path from 'node:path';
import { watch } from 'chokidar';

/** Editors write a file in several strokes; only after the last one is there something to check. */
const SETTLED_AFTER = 40;

export interface Watcher {
  close(): void;
}

/**
 * Watches the learner's files, of every step: a later step stands on the earlier ones.
 *
 * @param onSave called once for each save
 * @param onError called if the system does not tell of saves, with what it says
 */
export function watchSteps(
  root: string,
  onSave: () => void,
  onError: (message: string) => void,
): Watcher {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(path.join(root, 'steps'), { ignoreInitial: true });
  watcher.on('all', (_, file) => {
    if (!file.endsWith('.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(onSave, SETTLED_AFTER);
  });
  watcher.on('error', (error) => onError(error instanceof Error ? error.message : String(error)));
  return {
    close: () => {
      clearTimeout(timer);
      void watcher.close();
    },
  };
}
