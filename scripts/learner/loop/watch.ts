import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { eventsArrive } from './file-events';

/** Editors write a file in several strokes; only after the last one is there something to check. */
const SETTLED_AFTER = 40;

/** Between two looks at the files, in milliseconds, where the system does not tell of changes. */
const POLLING_INTERVAL = 300;

/** How saves are noticed: the system tells of them, or the files are looked at. */
export type Watching = 'events' | 'polling';

export interface Watcher {
  close(): void;
}

/** What a watcher tells. */
export interface WatchEvents {
  /** Once for each save: the file that was saved last, absolute. */
  onSave: (file: string) => void;
  /** Whenever it turns out how saves are noticed. */
  onWatching: (how: Watching) => void;
  /** Saves are not noticed, for this reason. */
  onError: (message: string) => void;
}

/**
 * Watches the learner's files, of every step: a later step depends on the earlier ones. Where the
 * system does not tell of changes, the files are looked at in turns instead.
 *
 * @param how to begin with; events are tried out first
 */
export function watchSteps(root: string, how: Watching, events: WatchEvents): Watcher {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;

  const open = (now: Watching) => {
    if (closed) return;
    void watcher?.close();
    watcher = watch(path.join(root, 'steps'), {
      ignoreInitial: true,
      usePolling: now === 'polling',
      interval: POLLING_INTERVAL,
      // The terminal keeps the loop alive. Files that vanish at the moment of closing can leave a
      // watch behind, and that must not.
      persistent: false,
    });
    watcher.on('all', (_, file) => {
      if (!file.endsWith('.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(() => events.onSave(file), SETTLED_AFTER);
    });
    watcher.on('error', (error) => {
      if (now === 'events') open('polling');
      else events.onError(error instanceof Error ? error.message : String(error));
    });
    watcher.on('ready', () => events.onWatching(now));
  };

  open(how);
  if (how === 'events') {
    eventsArrive(path.join(root, '.workshop', 'probe')).then(
      (arrive) => arrive || open('polling'),
      () => open('polling'),
    );
  }
  return {
    close: () => {
      closed = true;
      clearTimeout(timer);
      void watcher?.close();
    },
  };
}
