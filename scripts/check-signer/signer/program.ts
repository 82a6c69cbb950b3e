import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The signer to check: any command of the shell, or a module that exports a function. */
export type Program =
  | { kind: 'command'; command: string }
  | { kind: 'module'; file: string; exportName: string };

const IS_WINDOWS = process.platform === 'win32';

/** Makes the packed checker the host of a module: `signer-check.js --host-module FILE EXPORT`. */
export const MODULE_HOST_FLAG = '--host-module';

/** How the program is called in a report. */
export function describeProgram(program: Program): string {
  return program.kind === 'command' ? program.command : program.file;
}

/** Marks all that a signer starts: a process inherits its parent's environment. */
const MARK = 'CHECK_SIGNER_MARK';

/** A program that is running. */
export interface RunningProgram {
  child: ChildProcessWithoutNullStreams;
  mark: string;
}

/**
 * Starts a signer. It leads a process group of its own, so that what it starts can be stopped with it.
 *
 * @param directory where its relative paths begin
 */
export function startProgram(program: Program, directory: string): RunningProgram {
  const mark = randomUUID();
  const env = { ...process.env, [MARK]: mark };
  const options = { cwd: directory, env, detached: !IS_WINDOWS, windowsHide: true };
  if (program.kind === 'command') {
    return { mark, child: spawn(program.command, { ...options, shell: true }) };
  }
  const file = path.resolve(directory, program.file);
  const host = [...moduleHost(), file, program.exportName];
  return { mark, child: spawn(process.execPath, host, options) };
}

/** What Node.js runs as the host of a module. */
function moduleHost(): string[] {
  // Packed, all of the checker is one file.
  const isPacked = path.extname(__filename) === '.js';
  if (isPacked) return [__filename, MODULE_HOST_FLAG];
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  return ['--import', tsx, path.join(__dirname, 'module-host.ts')];
}

/**
 * Ends a program and all that it has started, at once. What left its process group is found by the
 * mark in its environment, on Linux.
 */
export function stopProgram({ child: { pid }, mark }: RunningProgram): void {
  // It was never started.
  if (pid === undefined) return;
  if (IS_WINDOWS) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  kill(-pid);
  // What is stopped may have started another one in the meantime.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const left = processesWithMark(mark);
    if (left.length === 0) return;
    for (const one of left) kill(one);
  }
}

const MAX_ROUNDS = 10;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: all of them have ended already. EPERM: on macOS, the last of them is ending; on Linux,
    // the process is no longer this user's.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Those that run, by what Linux shows of each process in `/proc`. */
function processesWithMark(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readProcessFile(name, 'environ').includes(mark))
    .map(Number);
}

/** @returns nothing of a process that has ended, or belongs to another user */
function readProcessFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}
