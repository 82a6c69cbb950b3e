import { ago } from '../../terminal/words';
import { paragraph } from '../../terminal/wrap';
import type { Checker } from '../check/checker';
import { relativeTo } from '../check/places';
import { isPass, type Verdict } from '../check/verdict';
import { type Checked, recordVerdict, showChecked } from '../checked';
import type { CommandContext } from '../command';
import { reset } from '../commands/reset';
import { showSolution } from '../commands/solution';
import { takeHint } from '../hints/take-hint';
import { firstUnfinished, isDone } from '../progress';
import { showAfterPass, showAllDone } from '../show/after-pass';
import { showLesson } from '../show/lesson';
import { showMap, showStep } from '../show/map';
import type { Step } from '../steps';
import { type Action, actionOf, keyHelp, keyLine, unknownKey } from './keys';
import { isBehind, Rechecks, stepsOn } from './rechecks';
import { regression, workedAhead } from './sentences';
import type { Terminal } from './terminal';

export interface LoopParts {
  /** What the commands stand on, as it is at this moment. */
  context: () => CommandContext;
  checker: Pick<Checker, 'check'>;
  terminal: Terminal;
  /** Opens a file for the learner; false if there is nothing to open it with. */
  openFile: (file: string) => Promise<boolean>;
  /** Checks on a key only. */
  manual: boolean;
  /** Goes on by itself when a step passes. */
  autoAdvance: boolean;
  /** Called when the learner wants to leave. */
  onQuit: () => void;
}

/** What waits for a yes. */
interface Question {
  /** Completes "Left as it is: …". */
  onNo: string;
  onYes: () => void;
}

/**
 * The learner's loop at one step after another. A save or a key begins a check, which takes place
 * beside it; the loop itself never waits.
 */
export class Loop {
  private checking: AbortController | null = null;
  /** What the last check of the step has found. */
  private checked: Checked | null = null;
  /** Something was asked for since the check began: its verdict must not wipe the answer away. */
  private asked = false;
  private question: Question | null = null;
  /** The learner wants to go on as soon as the check that is running passes. */
  private wantsNext = false;
  /** A later step, not done yet, of which a file was saved last. */
  private savedAhead: Step | null = null;
  /** The last step that was done, and no longer passes. */
  private broken: Step | null = null;
  private readonly rechecks: Rechecks;

  private readonly actions: Record<Action, () => void> = {
    check: () => this.check(),
    hint: () => this.hint(),
    next: () => this.next(),
    list: () => this.say(this.map()),
    lesson: () => this.openLesson(),
    solution: () => this.solution(),
    reset: () => this.askToReset(),
    help: () => this.say(keyHelp(this.context.style, this.context.columns)),
    quit: () => this.quit(),
    suspend: () => this.parts.terminal.suspend(() => this.resume()),
    broken: () => this.goToBroken(),
  };

  constructor(
    private readonly parts: LoopParts,
    private step: Step,
  ) {
    this.rechecks = new Rechecks(
      parts.checker,
      (step, verdict) => this.receiveRecheck(step, verdict),
      (error) => this.tell(`An earlier step could not be checked again. ${error.message}`),
    );
  }

  /** Shows where the learner stands, and checks the step for the first time. */
  begin(): void {
    const { terminal } = this.parts;
    this.giveUpCheck();
    this.checked = null;
    this.savedAhead = null;
    terminal.clear();
    this.say(this.map());
    this.say(showStep(this.step, this.context.root, terminal.style));
    this.check();
  }

  /** @param key as the terminal names it */
  onKey(key: string): void {
    this.asked = true;
    const question = this.question;
    this.question = null;
    try {
      if (question && key !== 'quit') this.answer(question, key);
      else this.act(key);
    } catch (error) {
      // A file that was deleted, say: the learner can bring it back, and the loop goes on.
      this.tell(error instanceof Error ? error.message : String(error));
    }
  }

  /** @param file that was saved, absolute */
  onSave(file: string): void {
    const { steps, progress } = this.context;
    const changed = stepsOn(file, steps());
    this.rechecks.add(changed);
    const [owner] = changed;
    const isAhead = owner && isBehind(owner, this.step) && !isDone(progress.of(owner.id));
    this.savedAhead = isAhead ? owner : null;
    this.check();
  }

  /** The terminal has another width now. */
  onResize(): void {
    if (this.checked && !this.asked) this.show();
  }

  /** Has the terminal show that the loop is alive. */
  onTick(): void {
    const last = this.checked ? `Last check: ${ago(this.checked.at, this.context.now)}` : '';
    this.parts.terminal.status(this.checking ? 'Checking …' : last);
  }

  /** Tells something in whole sentences. */
  tell(sentences: string): void {
    const { columns } = this.context;
    const lines = sentences.split('\n').map((line) => paragraph(line, columns));
    this.say(lines.join('\n'));
  }

  private say(text: string): void {
    this.parts.terminal.write(`${text}\n\n`);
  }

  private get context(): CommandContext {
    return this.parts.context();
  }

  private act(key: string): void {
    const onReturn = this.hasPassed() || this.checking ? 'next' : 'check';
    const action = key === 'return' ? onReturn : actionOf(key);
    const answer = unknownKey(key);
    if (action) this.actions[action]();
    else if (answer) this.tell(answer);
  }

  private ask(text: string, question: Question): void {
    this.tell(`${text} y yes, any other key no`);
    this.question = question;
  }

  private answer({ onYes, onNo }: Question, key: string): void {
    if (key === 'y') onYes();
    else this.tell(`Left as it is: ${onNo}`);
  }

  /** Begins a check; one that is still running is given up. */
  private check(): void {
    if (!this.checking) this.say('Checking …');
    this.giveUpCheck();
    const checking = new AbortController();
    this.checking = checking;
    this.asked = false;
    this.parts.checker.check(this.step, checking.signal).then(
      (verdict) => this.receive(verdict, checking),
      (error: Error) => {
        if (checking.signal.aborted) return;
        this.checking = null;
        this.wantsNext = false;
        this.tell(`The check could not run. ${error.message}`);
      },
    );
  }

  private giveUpCheck(): void {
    this.checking?.abort();
    this.checking = null;
  }

  /** Checks whose time went by while the learner was away say nothing: they begin anew. */
  private resume(): void {
    const wasChecking = this.checking !== null;
    this.giveUpCheck();
    this.show();
    if (wasChecking) this.check();
    else this.startRechecks();
  }

  private receive(verdict: Verdict, checking: AbortController): void {
    if (checking.signal.aborted) return;
    const isFirst = this.checked === null;
    this.checking = null;
    this.checked = recordVerdict(this.step, verdict, this.context);

    // The first verdict stands below the map; each further one takes the place of the last.
    if (isFirst || this.asked) this.sayVerdict();
    else this.show();
    const goesOn = this.parts.autoAdvance || this.wantsNext;
    this.wantsNext = false;
    if (goesOn && isPass(verdict) && this.nextStep()) this.next();
    this.startRechecks();
  }

  /** The last verdict on a fresh screen. */
  private show(): void {
    this.parts.terminal.clear();
    this.sayVerdict();
  }

  private sayVerdict(): void {
    if (!this.checked) return;
    this.say(showChecked(this.step, this.checked, this.context));
    this.say(this.whatNext());
  }

  private hasPassed(): boolean {
    return this.checked !== null && isPass(this.checked.verdict);
  }

  private whatNext(): string {
    const { style, columns } = this.context;
    return [...this.hintAtSave(), this.nextMove(), keyLine(style, columns)].join('\n');
  }

  private nextMove(): string {
    const { manual } = this.parts;
    if (!this.hasPassed()) {
      return manual ? 'Press c to check.' : 'Save a file, and it is checked at once.';
    }
    const next = this.nextStep();
    const goOn = next && `Press Enter to go on with step ${next.number}: ${next.title}.`;
    const isNewPass = this.checked?.isNewPass ?? false;
    return showAfterPass(this.step, { goOn, isNewPass }, this.context);
  }

  private hintAtSave(): string[] {
    const ahead = this.savedAhead;
    if (!ahead) return [];
    const isNext = this.hasPassed() && ahead === this.nextStep();
    return [paragraph(workedAhead(ahead, { at: this.step, isNext }), this.context.columns)];
  }

  private next(): void {
    const next = this.nextStep();
    if (this.checking) this.goOnLater();
    else if (!this.hasPassed()) this.tell('This step does not pass yet: h gives a hint.');
    else if (!next) this.say(showAllDone(this.context));
    else this.goTo(next);
  }

  private goOnLater(): void {
    if (!this.wantsNext) this.tell(`Goes on as soon as step ${this.step.number} passes.`);
    this.wantsNext = true;
  }

  private goTo(step: Step): void {
    this.step = step;
    this.begin();
  }

  private nextStep(): Step | null {
    const { steps, progress } = this.context;
    return firstUnfinished(steps(), progress.read(), this.step);
  }

  private hint(): void {
    const { verdict, mistakes = [] } = this.checked ?? {};
    const stuck = { step: this.step, finding: verdict?.finding ?? null, mistakes };
    this.say(takeHint(stuck, this.context));
  }

  private openLesson(): void {
    const { step } = this;
    const opened = `Opened ${relativeTo(this.context.root, step.lesson)}.`;
    const show = () => {
      this.say(showLesson(step, this.context));
      // A lesson is longer than a screen: where the learner stands must not be lost above it.
      this.sayVerdict();
    };
    this.parts
      .openFile(step.lesson)
      .then((isOpen) => (isOpen ? this.say(opened) : show()))
      .catch((error: Error) => this.tell(error.message));
  }

  private solution(): void {
    const show = () => this.say(showSolution(this.step, this.hasPassed(), this.context).text);
    const question = 'This step does not pass yet. Show its solution all the same?';
    if (this.hasPassed()) show();
    else this.ask(question, { onYes: show, onNo: 'h gives the next hint.' });
  }

  private askToReset(): void {
    this.ask(`Begin step ${this.step.number} anew? Your files are saved first.`, {
      onNo: 'nothing was changed.',
      onYes: () => this.reset(),
    });
  }

  private reset(): void {
    this.say(reset(this.step, this.context).text);
    this.check();
    // What was said about getting the files back must stay in view.
    this.asked = true;
  }

  private map(): string {
    const { steps, progress, style } = this.context;
    return showMap(steps(), progress.read(), this.step, style);
  }

  private quit(): void {
    this.checking?.abort();
    this.rechecks.stop();
    this.tell('Your progress is kept: npm start goes on from here.');
    this.parts.onQuit();
  }

  private startRechecks(): void {
    const atHand = { step: this.step, passes: this.hasPassed() };
    this.rechecks.start(atHand, this.context.progress.read());
  }

  private receiveRecheck(step: Step, verdict: Verdict): void {
    const sentence = isPass(verdict) ? null : regression(step, verdict);
    if (sentence !== null) {
      this.broken = step;
      this.tell(sentence);
    } else if (this.broken === step) this.broken = null;
  }

  private goToBroken(): void {
    const broken = this.broken;
    this.broken = null;
    if (broken) this.goTo(broken);
    else this.tell('No step that was done has broken since.');
  }
}
