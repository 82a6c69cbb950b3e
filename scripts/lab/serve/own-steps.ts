import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../files/root';
import type { StepsAnswer } from '../messages';
import type { OtherTexts } from '../sheet/comparison';
import type { Fields } from '../sheet/fields';
import { SHEET_STAGES } from '../sheet/figures';

const LOAD_TYPESCRIPT = path.join(ROOT, 'scripts', 'load-typescript.js');

/** For how long the learner's code may run, in milliseconds; signing takes a few. */
const LIMIT = 2000;

/** How much is shown of what the code prints. */
const CHARACTERS_SHOWN = 4000;

/** A process with the learner's files, and when it is ready for a question. */
interface StepsChild {
  child: ChildProcess;
  isReady: Promise<unknown>;
  /** What the code has printed, shortened when long. */
  output: string;
}

/** The learner's own steps, in a process of their own that can be ended. */
export class OwnSteps {
  readonly #root: string;
  #running: StepsChild | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param root the workshop's folder */
  constructor(root: string) {
    this.#root = root;
  }

  /** What the steps make of a request; questions are answered one after another. */
  ask(fields: Fields): Promise<StepsAnswer> {
    const answer = this.#queue.then(() => this.#answer(fields));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  /** The files have changed: questions are answered by a new process, which loads them again. */
  reload(): void {
    this.stop();
    this.#running = this.#start();
  }

  stop(): void {
    this.#running?.child.kill('SIGKILL');
    this.#running = undefined;
  }

  async #answer(fields: Fields): Promise<StepsAnswer> {
    this.#running ??= this.#start();
    const running = this.#running;
    const { child } = running;
    await running.isReady;
    return new Promise((resolve) => {
      const finish = (answer: StepsAnswer) => {
        clearTimeout(timer);
        child.off('message', finish).off('close', failOnClose);
        resolve({ ...answer, output: answer.output.slice(0, CHARACTERS_SHOWN) });
      };
      const fail = (error: string) => finish(failed(error, running.output));
      const failOnClose = (code: number | null, signal: string | null) =>
        fail(`Your code ended the process (${signal ?? `exit code ${code}`}).`);
      const timer = setTimeout(() => {
        fail(`Your code did not finish within ${LIMIT / 1000} s. Is there a loop that never ends?`);
        this.stop();
      }, LIMIT);
      child.on('message', finish).on('close', failOnClose);
      if (!child.connected) return failOnClose(child.exitCode, child.signalCode);
      child.send({ fields });
    });
  }

  #start(): StepsChild {
    const child = fork(path.join(__dirname, 'steps-process.ts'), [this.#root], {
      cwd: this.#root,
      execArgv: ['--require', LOAD_TYPESCRIPT],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const isReady = new Promise((resolve) => {
      child.once('message', resolve).once('close', resolve);
    });
    const running: StepsChild = { child, isReady, output: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        running.output = (running.output + text).slice(0, CHARACTERS_SHOWN);
      });
    }
    child.on('close', () => {
      if (this.#running === running) this.#running = undefined;
    });
    return running;
  }
}

function failed(error: string, output: string): StepsAnswer {
  const texts = Object.fromEntries(SHEET_STAGES.map((stage) => [stage, { error }]));
  return { texts: texts as OtherTexts, alone: {}, output };
}
