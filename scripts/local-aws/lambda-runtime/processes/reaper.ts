import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { endProcesses } from './end-processes';

/**
 * Ends the processes of functions, also when this process itself is killed; on Windows, one that is
 * busy then goes on.
 */
export class Reaper {
  #program: ChildProcess | undefined;

  /**
   * Takes charge of a process that leads a group of its own.
   * @param mark a text that is in the environment of the process and of no other one
   * @returns what ends the process with all that it has started
   */
  watch(pid: number, mark: string): () => void {
    this.#tell(`+ ${pid}:${mark}`);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      endProcesses(pid, mark);
      this.#tell(`- ${pid}:${mark}`);
    };
  }

  /** To be called when nothing is watched any more. */
  stop(): void {
    this.#program?.stdin?.end();
    this.#program = undefined;
  }

  #tell(line: string): void {
    if (process.platform === 'win32') return;
    this.#program ??= startProgram();
    this.#program.stdin?.write(`${line}\n`);
  }
}

/** In a group of its own, so that what ends this process's group does not end it first. */
function startProgram(): ChildProcess {
  const program = spawn('sh', [join(__dirname, 'reap.sh')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without it, functions still end with this process, unless they are busy.
  program.on('error', () => {});
  program.stdin.on('error', () => {});
  program.unref();
  (program.stdin as unknown as { unref(): void }).unref();
  return program;
}
