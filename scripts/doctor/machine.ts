import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { watch } from 'chokidar';
import { type Check, type CheckResult, failed, ok } from './check';
import { checkSteps } from './steps';

/** The part of package.json that is looked at. */
interface Package {
  engines: { node: string };
  dependencies: Record<string, string>;
}

const LOCAL_AWS_PORT = 4566;
const WATCH_TIMEOUT_MS = 2000;

/** What must be so on the machine. @param root the workshop's folder */
export function machineChecks(root: string): Check[] {
  return [
    { title: 'Node.js', run: () => checkNode(process.versions.node, root) },
    { title: 'dependencies', run: () => checkDependencies(root) },
    { title: 'steps', run: () => checkSteps(root) },
    { title: 'write access', run: () => checkWriteAccess(root) },
    { title: 'file watching', run: () => checkFileWatching(root) },
    { title: 'ports', run: checkPorts },
  ];
}

/** Whether this version of Node.js is one that package.json admits. */
export function checkNode(version: string, root: string): CheckResult {
  const oldest = readPackage(root).engines.node.replace(/^>=/, '');
  if (!isOlder(version, oldest)) return ok(version, `node ${version.replace(/\.\d+$/, '')}`);
  return failed(
    `This is Node.js ${version}; the workshop needs ${oldest} or later.`,
    'Install the current LTS version from https://nodejs.org.',
  );
}

/** Whether each dependency is there, in the version that package.json names; maintainers' aside. */
export function checkDependencies(root: string): CheckResult {
  const all = Object.entries(readPackage(root).dependencies);
  const wrong = all.filter(([name, version]) => installedVersion(root, name) !== version);
  if (wrong.length === 0) return ok(`${all.length} packages`, 'npm ci ok');
  const names = wrong.map(([name, version]) => `${name} ${version}`).join(', ');
  return failed(`Missing, or of another version: ${names}.`, 'Install them: npm ci');
}

/** Whether files can be made where the workshop makes them. */
export function checkWriteAccess(root: string): CheckResult {
  for (const folder of ['.workshop', 'steps']) {
    const directory = path.join(root, folder);
    try {
      mkdirSync(directory, { recursive: true });
      rmSync(mkdtempSync(path.join(directory, '.doctor-')), { recursive: true });
    } catch (error) {
      return failed(
        `${directory} cannot be written to: ${(error as Error).message}.`,
        'Put the workshop into a folder of your own, such as one in your home folder.',
      );
    }
  }
  return ok('.workshop and steps', 'writing ok');
}

/** Whether the system tells when a file is saved, as the learner's loop needs. */
export async function checkFileWatching(root: string): Promise<CheckResult> {
  const directory = mkdtempSync(path.join(root, 'steps', '.doctor-'));
  const file = path.join(directory, 'watched.txt');
  writeFileSync(file, 'before');
  const watcher = watch(file, { ignoreInitial: true });
  try {
    const isSeen = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), WATCH_TIMEOUT_MS);
      watcher.once('ready', () => writeFileSync(file, 'after'));
      watcher.once('change', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    if (isSeen) return ok('a saved file is seen', 'watching ok');
    return failed(
      'A saved file is not seen, as on some network drives and container mounts.',
      'Use npm start -- --polling, or press c there after you have saved.',
    );
  } finally {
    await watcher.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether local AWS can listen. */
export async function checkPorts(): Promise<CheckResult> {
  const anyPort = await listenProblem(0);
  if (anyPort) {
    return failed(
      `Nothing can listen on 127.0.0.1: ${anyPort}.`,
      'Look for a firewall or a sandbox that keeps programs from listening on the loopback interface.',
    );
  }
  const taken = await listenProblem(LOCAL_AWS_PORT);
  const port = `port ${LOCAL_AWS_PORT}`;
  if (!taken) return ok(`127.0.0.1, and ${LOCAL_AWS_PORT} is free`, `${port} free`);
  return ok(
    `127.0.0.1; ${LOCAL_AWS_PORT} is taken, perhaps by a local AWS. ` +
      'Another one needs another port: npm run local-aws -- --port 4567',
    `${port} taken`,
  );
}

function listenProblem(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.message));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}

function readPackage(root: string): Package {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Package;
}

function installedVersion(root: string, name: string): string | undefined {
  const file = path.join(root, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const index = b!.findIndex((part, i) => part !== (a![i] ?? 0));
  return index >= 0 && (a![index] ?? 0) < b![index]!;
}
