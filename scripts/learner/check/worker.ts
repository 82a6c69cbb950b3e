import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { incompleteInstallation } from '../installation';
import { CASE_SEPARATOR, type CheckRequest, LOADING_LIMIT, type WorkerMessage } from './messages';
import { joinOutputs, rawOutput } from './output';
import { functionInTitle, placeOfFunction } from './places';
import { type Finding, NO_OUTPUT, NO_TALLY, type Place, type Verdict } from './verdict';

const LOAD_TYPESCRIPT = path.join(ROOT, 'scripts', 'load-typescript.js');

/** More than this is not kept of what a check writes past the console. */
const CHARACTERS_KEPT = 20_000;

/** A process that is ready to check one step, once. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  #timer: NodeJS.Timeout | undefined;
  #started = false;
  #running: string | undefined;
  /** The limit that struck, in milliseconds. */
  #exceeded: number | undefined;
  #verdict: Verdict | undefined;
  #written = '';
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    this.#child = fork(path.join(__dirname, 'check-process.ts'), [root], {
      cwd: root,
      execArgv: ['--require', LOAD_TYPESCRIPT],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (this.#written.length < CHARACTERS_KEPT) this.#written += text;
      });
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      // Not "exit": what was written last comes after it.
      this.#child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
  }

  /**
   * Runs a check.
   *
   * @throws Error if the process could not begin
   */
  async run(request: Omit<CheckRequest, 'root'>): Promise<Verdict> {
    this.#child.on('message', (message: WorkerMessage) => this.#hear(message, request.timeLimit));
    const full: CheckRequest = { ...request, root: this.#root };
    // A process that has ended already takes no message; `ended` tells of it.
    this.#child.send(full, () => undefined);
    const how = await this.#ended;
    clearTimeout(this.#timer);
    return this.#conclude(how, request.files);
  }

  /** Ends the process, whatever it does. */
  end(): void {
    this.#child.kill('SIGKILL');
  }

  #hear(message: WorkerMessage, timeLimit: number): void {
    if (message.type === 'verdict') this.#verdict = message.verdict;
    if (message.type === 'started') {
      this.#started = true;
      this.#limit(LOADING_LIMIT);
    }
    if (message.type === 'running') {
      if (this.#running === undefined) this.#limit(timeLimit);
      this.#running = message.test;
    }
  }

  #limit(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#exceeded = milliseconds;
      this.end();
    }, milliseconds);
  }

  #conclude(how: string, files: string[]): Verdict {
    const raw = rawOutput(this.#written);
    if (this.#verdict) return { ...this.#verdict, output: joinOutputs(this.#verdict.output, raw) };
    const incomplete =
      this.#running === undefined ? incompleteInstallation(this.#written) : undefined;
    if (incomplete) throw new Error(incomplete);
    if (!this.#started) throw new Error(`The check could not begin (${how}).\n${this.#written}`);
    const finding: Finding =
      this.#exceeded === undefined
        ? { kind: 'ended', test: this.#running, how }
        : {
            kind: 'timed-out',
            test: this.#running,
            seconds: this.#exceeded / 1000,
            place: this.#placeUnderTest(files),
          };
    return { finding, tally: NO_TALLY, output: joinOutputs(NO_OUTPUT, raw) };
  }

  #placeUnderTest(files: string[]): Place | undefined {
    const names = (this.#running ?? '').split(CASE_SEPARATOR).map(functionInTitle);
    return placeOfFunction(names, files, this.#root);
  }
}
