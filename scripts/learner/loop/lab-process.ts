import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../files/root';

/** `npm run lab`, on any free port. */
const LAB = [process.execPath, path.join(ROOT, 'scripts', 'run.js'), 'lab', '--port', '0'];

/** The lab in a process of its own, which ends with the loop. */
export class LabProcess {
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;
  #told: Promise<string> | undefined;

  /** @param command what starts the lab; another one for tests */
  constructor(command: readonly string[] = LAB) {
    this.#command = command;
  }

  /**
   * Starts the lab, unless it runs already.
   *
   * @returns the first line that it prints: where it is; or why it could not start
   */
  open(): Promise<string> {
    this.#told ??= this.#start();
    return this.#told;
  }

  close(): void {
    this.#child?.kill();
  }

  #start(): Promise<string> {
    const [program = '', ...args] = this.#command;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const errors = text(child.stderr);
    return new Promise((resolve) => {
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const [line, rest] = output.split('\n');
        if (line !== undefined && rest !== undefined) resolve(line);
      });
      child.once('error', ({ message }) => resolve(`The lab could not start: ${message}.`));
      child.once('close', () => {
        // The next key press starts it again.
        this.#told = undefined;
        void errors.then((reason) => resolve(reason.trim() || 'The lab has ended.'));
      });
    });
  }
}
