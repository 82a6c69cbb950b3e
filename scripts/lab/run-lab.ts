import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diagnoseMismatch } from '../account/diagnose-mismatch';
import { ROOT } from '../files/root';
import { watchSteps } from '../learner/loop/watch';
import { readSteps } from '../learner/steps';
import { announce, findAnnounced, type LocalAwsAddress, startLocalAws } from '../local-aws';
import { CannotRun } from '../terminal/cannot-run';
import { bundlePage } from './bundle';
import { lessonFiles } from './lessons';
import { type RunningLab, serveLab } from './serve/lab-server';
import { followRecords } from './serve/live-records';
import { OwnSteps } from './serve/own-steps';

/** The steps that the page compares, and so links to. */
const FIRST_STEP = '04';
const LAST_STEP = '08';

/** `npm run lab`. */
export interface LabOptions {
  port: number;
  /** Whether to open a browser. */
  open: boolean;
  /** A folder for the page without a server; nothing is served then. */
  out?: string;
}

/**
 * Serves the lab until it is interrupted, or writes out the half of it that needs no server.
 *
 * @throws CannotRun if the port is taken, or the folder cannot be written to
 */
export async function runLab({ port, open, out }: LabOptions): Promise<void> {
  if (out !== undefined) return writeOut(out);
  const directory = path.join(ROOT, '.workshop', 'local-aws');
  const stopLocalAws = await ensureLocalAws(directory);
  const lab = await startLab(ROOT, port, () => findAnnounced(directory)).catch(async (error) => {
    await stopLocalAws();
    throw new CannotRun(explain(error, port));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all([lab.stop(), stopLocalAws()]));
  }
  console.log(
    `The lab is at ${lab.url}. Stop it with Ctrl+C.\n` +
      'It compares your steps 04 to 08 with the reference each time you save a file.',
  );
  if (open) openBrowser(lab.url);
}

/**
 * Starts the lab on a workshop.
 *
 * @param root the workshop's folder
 * @param find where local AWS runs now
 * @throws Error if the port is taken
 */
export async function startLab(
  root: string,
  port: number,
  find: () => Pick<LocalAwsAddress, 'url' | 'recordsUrl'> | undefined,
): Promise<RunningLab> {
  const steps = new OwnSteps(root);
  const page = { ...(await bundlePage(true)), ...lessons(root) };
  const lab = await serveLab(port, { page, askSteps: ({ fields }) => steps.ask(fields) });
  const watcher = watchSteps(root, 'events', {
    onSave: () => {
      steps.reload();
      lab.tell({ type: 'saved' });
    },
    onWatching: () => undefined,
    onError: (message) => console.error(`Saves are not noticed: ${message}`),
  });
  const stopFollowing = followRecords(find, {
    onRecord: (record) => lab.tell({ type: 'record', record }),
    onAddress: (url) => lab.tell({ type: 'local-aws', url }),
  });
  return {
    ...lab,
    stop: async () => {
      stopFollowing();
      watcher.close();
      await lab.stop();
      steps.stop();
    },
  };
}

/** The page and the lessons that it links to. @throws CannotRun if the folder cannot be written to */
async function writeOut(folder: string): Promise<void> {
  const files = { ...(await bundlePage(false)), ...lessons(ROOT) };
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  } catch (error) {
    throw new CannotRun(`The page cannot be written: ${(error as Error).message}`);
  }
  console.log(
    `The page is ${path.join(folder, 'index.html')}. Put the whole folder on a web server.`,
  );
}

function lessons(root: string) {
  const linked = readSteps(root).filter(
    ({ number }) => number >= FIRST_STEP && number <= LAST_STEP,
  );
  return lessonFiles(root, linked);
}

/**
 * Uses the local AWS that runs, or starts one that other commands find.
 *
 * @returns what stops it, if it was started here
 */
async function ensureLocalAws(directory: string): Promise<() => Promise<void>> {
  if (findAnnounced(directory)) return async () => undefined;
  try {
    const aws = await startLocalAws({
      directory,
      diagnose: diagnoseMismatch,
      warn: console.error,
    });
    const takeBack = announce(directory, aws);
    return async () => {
      takeBack();
      await aws.stop();
    };
  } catch (error) {
    console.error(
      `Local AWS could not start, so that no requests are shown: ${(error as Error).message}`,
    );
    return async () => undefined;
  }
}

function explain(error: NodeJS.ErrnoException, port: number): string {
  if (error.code !== 'EADDRINUSE') return `The lab could not start: ${error.message}`;
  return (
    `The lab could not start, since another program listens on port ${port}, perhaps another lab. ` +
    `Stop it, or choose another port: npm run lab -- --port ${port + 1}`
  );
}

/** Opens the page as the desktop does; where that fails, its address is on the screen. */
function openBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'open',
    win32: 'explorer.exe',
  };
  const opener = openers[process.platform] ?? 'xdg-open';
  const child = spawn(opener, [url], { detached: true, stdio: 'ignore' });
  child.once('error', () => undefined);
  child.unref();
}
