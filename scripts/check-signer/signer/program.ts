import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The signer to check: any command of the shell, or a module that exports a function. */
export type Program =
  | { kind: 'command'; command: string }
  | { kind: 'module'; file: string; exportName: string };

const IS_WINDOWS = process.platform === 'win32';
const MODULE_HOST = path.join(__dirname, 'module-host.ts');

/** How the program is called in a report. */
export function describeProgram(program: Program): string {
  return program.kind === 'command' ? program.command : program.file;
}

/**
 * Starts a signer. It leads a process group of its own, so that what it starts can be stopped with it.
 *
 * @param directory where its relative paths begin
 */
export function startProgram(program: Program, directory: string): ChildProcessWithoutNullStreams {
  const options = { cwd: directory, detached: !IS_WINDOWS, windowsHide: true };
  if (program.kind === 'command') return spawn(program.command, { ...options, shell: true });
  const file = path.resolve(directory, program.file);
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const host = ['--import', tsx, MODULE_HOST, file, program.exportName];
  return spawn(process.execPath, host, options);
}

/** Ends a program and all that it has started, at once. */
export function stopProgram({ pid }: ChildProcessWithoutNullStreams): void {
  // It was never started.
  if (pid === undefined) return;
  if (IS_WINDOWS) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: all of them have ended already. macOS says EPERM while the last of them is ending.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
