import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const DRIVER = path.join(__dirname, 'pseudo_terminal.py');

/** How long to wait for what must come, in milliseconds: a busy machine is slow. */
const PATIENCE = 30_000;

/** Whether there is what a pseudo-terminal needs: Node itself cannot make one. */
export function hasPseudoTerminals(): boolean {
  return process.platform !== 'win32' && spawnSync('python3', ['--version']).status === 0;
}

/** A command in a terminal, and somebody who reads it and types. */
export class PseudoTerminal {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  /** All that came, as it came. */
  output = '';
  /** How much of the output, without its control characters, was waited for already. */
  #seen = 0;
  #onChange = () => {};

  constructor(command: string[], { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv }) {
    this.#child = spawn('python3', [DRIVER, ...command], {
      cwd,
      env: { ...process.env, TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      this.#onChange();
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        resolve(code);
        this.#onChange();
      });
    });
  }

  /** Types keys. */
  press(keys: string): void {
    this.#order({ keys });
  }

  resize(rows: number, columns: number): void {
    this.#order({ size: [rows, columns] });
  }

  /** Closes the terminal's window. */
  hangUp(): void {
    this.#order({ 'hang up': true });
  }

  /**
   * Waits until a text comes, behind what was waited for before.
   *
   * @throws Error with what came instead, if the command ends before, or it takes too long
   */
  async see(text: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const unseen = stripVTControlCharacters(this.output).slice(this.#seen);
      const index = unseen.indexOf(text);
      if (index >= 0) {
        this.#seen += index + text.length;
        return;
      }
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`"${text}" did not come, but:\n${unseen}`);
      }
      await this.#change(deadline);
    }
  }

  /** Waits for the command to end. @returns its exit code */
  exit(): Promise<number | null> {
    return this.#ended;
  }

  /** Ends whatever still runs. */
  close(): void {
    this.#child.stdin?.end();
  }

  #change(deadline: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, deadline - Date.now() + 1);
      this.#onChange = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #order(order: object): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }
}
