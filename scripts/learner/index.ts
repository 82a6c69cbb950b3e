import type { ReadStream, WriteStream } from 'node:tty';
import { Checker } from './check/checker';
import { isPass, type Verdict } from './check/verdict';
import { runLoop } from './loop/run-loop';
import { firstUnfinished, ProgressFile } from './progress';
import { showHint } from './show/hint';
import { showMap, showStep } from './show/map';
import { type Style, styleFor } from './show/style';
import { showVerdict } from './show/verdict';
import { ROOT, readSteps, type Step, stepNumbered } from './steps';

/** Where a command's words go, and its keys come from. */
export interface Console {
  input: ReadStream;
  output: WriteStream;
}

/** The learner's commands. Each answers with an exit code: 0 for "it holds", 1 for "it does not". */
export class Workshop {
  private readonly steps: Step[];
  private readonly progress: ProgressFile;
  private readonly style: Style;

  /**
   * @param root the workshop's folder
   * @throws Error if the steps in it cannot be read
   */
  constructor(
    private readonly console: Console,
    private readonly root: string = ROOT,
  ) {
    this.steps = readSteps(root);
    this.progress = new ProgressFile(root, (warning) => this.say(warning));
    this.style = styleFor(console.output);
  }

  /**
   * The learner's loop. Without a terminal: the map and where to begin, and one check; that a step
   * is not solved is no error.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step
   */
  async start(wanted?: string): Promise<number> {
    const { root, steps, progress, console } = this;
    const first = this.stepFor(wanted);
    if (!first) return this.allDone();
    if (console.input.isTTY && console.output.isTTY) {
      await runLoop({ root, steps, first, progress, ...console });
      return 0;
    }
    this.say(showMap(steps, progress.read(), first, this.style));
    this.say(showStep(first, root, this.style));
    await this.checkOnce(first);
    this.say('In a terminal, npm start checks a step each time you save its file.');
    return 0;
  }

  /**
   * Checks a step once.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step, or no check can be run here
   */
  async check(wanted?: string): Promise<number> {
    const step = this.stepFor(wanted);
    if (!step) return this.allDone();
    return isPass(await this.checkOnce(step)) ? 0 : 1;
  }

  list(): number {
    const progress = this.progress.read();
    this.say(showMap(this.steps, progress, firstUnfinished(this.steps, progress), this.style));
    return 0;
  }

  /**
   * The next hint of a step.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step
   */
  hint(wanted?: string): number {
    const step = this.stepFor(wanted);
    if (!step) return this.allDone();
    const { hints } = this.progress.of(step.id);
    this.say(showHint(step, hints, { root: this.root, style: this.style }));
    this.progress.recordHint(step.id);
    return 0;
  }

  private stepFor(wanted: string | undefined): Step | null {
    if (wanted !== undefined) return stepNumbered(this.steps, wanted);
    return firstUnfinished(this.steps, this.progress.read());
  }

  private async checkOnce(step: Step): Promise<Verdict> {
    const { root, style, console } = this;
    const checker = new Checker({ root });
    try {
      const verdict = await checker.check(step);
      const columns = console.output.columns ?? Number.POSITIVE_INFINITY;
      this.say(showVerdict(step, verdict, { root, style, columns }));
      this.progress.recordCheck(step.id, isPass(verdict), new Date());
      return verdict;
    } finally {
      checker.close();
    }
  }

  private allDone(): number {
    this.list();
    this.say('All steps pass. To see one again: npm run workshop -- start N');
    return 0;
  }

  private say(text: string): void {
    this.console.output.write(`${text}\n\n`);
  }
}
