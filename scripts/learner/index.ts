import type { ReadStream, WriteStream } from 'node:tty';
import { ROOT } from '../files/root';
import { SEED_VARIABLE } from '../jest/seed';
import { type Screen, screenFor } from '../terminal/screen';
import { Checker } from './check/checker';
import { isPass, type Verdict } from './check/verdict';
import { type Checked, recordVerdict, showChecked } from './checked';
import type { Answer, CommandContext } from './command';
import { catchUp } from './commands/catch-up';
import { type ClassCommandOptions, classReport } from './commands/class';
import { type ListFilter, list } from './commands/list';
import { type ReportCommandOptions, report } from './commands/report';
import { reset } from './commands/reset';
import { listSaved, restore, showSaved } from './commands/restore';
import { showSolution, writeSolution } from './commands/solution';
import { mistakesShownBy } from './hints/diagnosis';
import { takeHint } from './hints/take-hint';
import { type LoopPreferences, runLoop } from './loop/run-loop';
import { firstUnfinished, ProgressFile, stepAtHand } from './progress';
import { showAfterPass, showAllDone } from './show/after-pass';
import { showMap, showStep } from './show/map';
import { readSteps, type Step, stepNumbered } from './steps';
import { undoUpdate, update } from './update/update';

/** Where a command's words go, and its keys come from. */
export interface Console {
  input: ReadStream;
  output: WriteStream;
  /** Where warnings go, so that `--json` stays JSON; the output if left out. */
  errors?: { write(text: string): unknown };
}

/** Asked for with `--json`: the answer as one JSON object and nothing else. */
export interface AnswerOptions {
  json?: boolean;
}

/** The learner's commands. Each answers with an exit code: 0 for "it holds", 1 for "it does not". */
export class Workshop {
  private readonly progress: ProgressFile;
  private stepsRead: Step[] | undefined;

  /** @param root the workshop's folder */
  constructor(
    private readonly console: Console,
    private readonly root: string = ROOT,
  ) {
    this.progress = new ProgressFile(root, (warning) => this.warn(warning));
  }

  /**
   * The learner's loop. Without a terminal: the map and where to begin, and one check; that a step
   * is not solved is no error.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step
   */
  async start(wanted?: string, preferences: LoopPreferences = {}): Promise<number> {
    const { root, steps, progress, console } = this;
    const first = this.stepFor(wanted);
    if (!first) return this.allDone();
    if (console.input.isTTY && console.output.isTTY) {
      const { input, output } = console;
      await runLoop({ context: () => this.context(), first, preferences, input, output });
      return 0;
    }
    const checked = await this.checkAndRecord(first);
    const recorded = progress.read();
    this.say(showMap(steps, recorded, stepAtHand(steps, recorded), this.screen.style));
    this.say(showStep(first, root, this.screen.style));
    this.sayChecked(first, checked);
    this.say('In a terminal, npm start checks a step each time you save its file.');
    return 0;
  }

  /**
   * Checks a step once. A seed makes the same requests again as another run did.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step, or no check can be run here
   */
  async check(wanted?: string, { seed }: { seed?: string } = {}): Promise<number> {
    // The process of the check inherits it.
    if (seed !== undefined) process.env[SEED_VARIABLE] = seed;
    const step = this.stepFor(wanted);
    if (!step) return this.allDone();
    const checked = await this.checkAndRecord(step);
    this.sayChecked(step, checked);
    return isPass(checked.verdict) ? 0 : 1;
  }

  /** All steps, or only those that are done or still to do. */
  list(options: ListFilter & AnswerOptions = {}): number {
    return this.answer(list(options, this.context()), options);
  }

  /**
   * The next hint of a step. The step is checked first, so that the hint fits what is wrong now.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step, or no check can be run here
   */
  async hint(wanted?: string): Promise<number> {
    const step = this.stepFor(wanted);
    if (!step) return this.allDone();
    const verdict = await this.verdictOn(step);
    const stuck = { step, finding: verdict.finding, mistakes: mistakesShownBy(verdict) };
    this.say(takeHint(stuck, this.context()));
    return 0;
  }

  /**
   * Begins a step anew; what the learner wrote is saved first.
   *
   * @param wanted the step's number
   * @throws Error if there is no such step, or a file cannot be saved or written
   */
  reset(wanted: string, options: AnswerOptions = {}): number {
    return this.answer(reset(stepNumbered(this.steps, wanted), this.context()), options);
  }

  /**
   * Finishes, with the solutions, what is unfinished before a step.
   *
   * @param wanted the step's number
   * @throws Error if there is no such step, or a file cannot be saved or written
   */
  async catchUp(wanted: string, options: AnswerOptions = {}): Promise<number> {
    const target = stepNumbered(this.steps, wanted);
    return this.answer(await catchUp(target, this.context(), this.passes), options);
  }

  /**
   * Shows a step's solution beside the learner's own work, and whether that passes too; or writes it
   * into the learner's files.
   *
   * @param wanted the step's number; the first unfinished one if there is none
   * @throws Error if there is no such step, or a file cannot be saved or written
   */
  async solution(
    wanted?: string,
    options: { write?: boolean } & AnswerOptions = {},
  ): Promise<number> {
    const step = this.stepFor(wanted);
    if (!step) return this.allDone();
    const context = this.context();
    if (options.write) return this.answer(writeSolution(step, context), options);
    return this.answer(showSolution(step, await this.passes(step), context), options);
  }

  /**
   * Lists what was saved, shows what differs, or brings files back.
   *
   * @param snapshot its place in the list, from 1, or its id; the newest if left out
   * @param files only these, or all if there are none
   * @throws Error if there is no such snapshot or file, or a file cannot be written
   */
  restore(
    snapshot: string | undefined,
    files: string[],
    options: { list?: boolean; diff?: boolean } & AnswerOptions = {},
  ): number {
    if (options.list) return this.answer(listSaved(this.context()), options);
    const act = options.diff ? showSaved : restore;
    return this.answer(act({ snapshot, files }, this.context()), options);
  }

  /**
   * Makes the workshop a newer one and keeps the learner's work, or takes that back.
   *
   * @param folder a newer copy; git fetches it if left out
   * @throws Error if there is no newer copy, or a file cannot be saved or written
   */
  update(folder: string | undefined, options: { undo?: boolean } & AnswerOptions = {}): number {
    const { root } = this;
    const parts = { root, now: new Date(), warn: (message: string) => this.warn(message) };
    return this.answer(options.undo ? undoUpdate(parts) : update(folder, parts), options);
  }

  /**
   * Writes what there is to tell an instructor.
   *
   * @throws Error if the report cannot be written
   */
  report(options: ReportCommandOptions & AnswerOptions = {}): number {
    return this.answer(report(options, this.context()), options);
  }

  /**
   * Puts the reports in a folder together on one page.
   *
   * @throws Error if there is no report in the folder, or the page cannot be written
   */
  class(folder: string, options: ClassCommandOptions & AnswerOptions = {}): number {
    return this.answer(classReport(folder, options, new Date()), options);
  }

  /** Read when they are needed: half an update may have left steps that only `update` can mend. */
  private get steps(): Step[] {
    this.stepsRead ??= readSteps(this.root);
    return this.stepsRead;
  }

  private context(): CommandContext {
    const { root, progress } = this;
    const warn = (message: string) => this.warn(message);
    const steps = () => this.steps;
    return { root, steps, progress, now: new Date(), warn, ...this.screen };
  }

  private get screen(): Screen {
    return screenFor(this.console.output, Number.POSITIVE_INFINITY);
  }

  private answer({ data, text }: Answer, { json }: AnswerOptions): number {
    this.say(json ? JSON.stringify(data, null, 2) : text);
    return 0;
  }

  /** Checks a step without a word. */
  private readonly passes = async (step: Step): Promise<boolean> => {
    const passed = isPass(await this.verdictOn(step));
    if (passed) this.progress.recordCheck(step.id, true, new Date());
    return passed;
  };

  private stepFor(wanted: string | undefined): Step | null {
    if (wanted !== undefined) return stepNumbered(this.steps, wanted);
    return stepAtHand(this.steps, this.progress.read());
  }

  private async checkAndRecord(step: Step): Promise<Checked> {
    return recordVerdict(step, await this.verdictOn(step), this.context());
  }

  private sayChecked(step: Step, checked: Checked): void {
    const page = this.context();
    this.say(showChecked(step, checked, page));
    if (!isPass(checked.verdict)) return;
    const next = firstUnfinished(this.steps, this.progress.read(), step);
    const goOn = next && `Next: step ${next.number}, ${next.title}: npm start ${next.number}`;
    this.say(showAfterPass(step, { goOn, isNewPass: checked.isNewPass }, page));
  }

  private async verdictOn(step: Step): Promise<Verdict> {
    const checker = new Checker({ root: this.root });
    try {
      return await checker.check(step);
    } finally {
      checker.close();
    }
  }

  private allDone(): number {
    this.list();
    this.say(showAllDone(this.context()));
    this.say('To see a step again: npm start N');
    return 0;
  }

  private warn(message: string): void {
    (this.console.errors ?? this.console.output).write(`${message}\n\n`);
  }

  private say(text: string): void {
    this.console.output.write(`${text}\n\n`);
  }
}
