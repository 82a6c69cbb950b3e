import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventsArrive } from './file-events';
import { type Watcher, type Watching, watchSteps } from './watch';

let root: string;
let watcher: Watcher | undefined;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'watch-')));
  mkdirSync(path.join(root, 'steps/04-x'), { recursive: true });
});

afterEach(() => {
  watcher?.close();
  rmSync(root, { recursive: true });
});

test.each<Watching>(['events', 'polling'])(
  'tells once which file was saved, by %s',
  async (how) => {
    const file = path.join(root, 'steps/04-x/x.ts');
    const saved = await new Promise<string>((onSave, reject) => {
      const onWatching = (now: Watching) => {
        if (now !== how) return;
        writeFileSync(path.join(root, 'steps/04-x/notes.md'), 'no code');
        writeFileSync(file, 'x');
      };
      watcher = watchSteps(root, how, { onSave, onWatching, onError: reject });
    });
    expect(saved).toBe(file);
  },
);

test('finds out that the system tells of changes', async () => {
  expect(await eventsArrive(path.join(root, '.workshop/probe'))).toBe(true);
});

test('finds out that nothing is told', async () => {
  const silent = { patience: 50, change: () => undefined };
  expect(await eventsArrive(path.join(root, '.workshop/probe'), silent)).toBe(false);
});
