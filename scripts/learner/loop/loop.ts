import type { Mistake } from '../../sigv4/mistakes/mistake';
import type { Checker } from '../check/checker';
import { isPass, type Verdict } from '../check/verdict';
import { mistakesShownBy } from '../hints/diagnosis';
import { takeHint } from '../hints/take-hint';
import { firstUnfinished, type ProgressFile } from '../progress';
import { showMap, showStep } from '../show/map';
import { showVerdict } from '../show/verdict';
import type { Step } from '../steps';
import type { Terminal } from './terminal';

export interface LoopParts {
  /** The workshop's folder. */
  root: string;
  steps: Step[];
  progress: ProgressFile;
  checker: Pick<Checker, 'check'>;
  terminal: Terminal;
  now: () => Date;
  /** Called when the learner wants to leave. */
  onQuit: () => void;
}

const KEYS = '\nKeys: h hint, r check again, l list of steps, q quit.';

/**
 * The learner's loop at one step after another. A save or a key begins a check, which takes place
 * beside it; the loop itself never waits.
 */
export class Loop {
  private checking: AbortController | null = null;
  private verdict: Verdict | null = null;
  /** Behind what the verdict shows. */
  private mistakes: Mistake[] = [];
  /** Something was asked for since the check began: its verdict must not wipe the answer away. */
  private asked = false;

  private readonly keys: Record<string, () => void> = {
    return: () => (this.hasPassed() ? this.goOn() : this.check()),
    n: () => (this.hasPassed() ? this.goOn() : this.say('This step does not pass yet.')),
    r: () => this.check(),
    h: () => this.hint(),
    l: () => this.say(this.map()),
    q: () => this.quit(),
    quit: () => this.quit(),
  };

  constructor(
    private readonly parts: LoopParts,
    private step: Step,
  ) {}

  /** Shows where the learner stands, and checks the step for the first time. */
  begin(): void {
    const { root, terminal } = this.parts;
    this.verdict = null;
    this.mistakes = [];
    terminal.clear();
    this.say(this.map());
    this.say(showStep(this.step, root, terminal.style));
    this.check();
  }

  /** @param key as the terminal names it */
  onKey(key: string): void {
    this.asked = true;
    const act = this.keys[key] ?? (() => this.say(this.whatNext()));
    act();
  }

  onSave(): void {
    this.check();
  }

  /** Tells something that is no verdict. */
  say(text: string): void {
    this.parts.terminal.write(`${text}\n\n`);
  }

  /** Begins a check; one that is still running is given up. */
  private check(): void {
    this.checking?.abort();
    const checking = new AbortController();
    this.checking = checking;
    this.asked = false;
    this.say('Checking …');
    this.parts.checker.check(this.step, checking.signal).then(
      (verdict) => this.receive(verdict, checking),
      (error: Error) => {
        if (!checking.signal.aborted) this.say(`The check could not run. ${error.message}`);
      },
    );
  }

  private receive(verdict: Verdict, checking: AbortController): void {
    if (checking.signal.aborted) return;
    const { terminal, root, progress, now } = this.parts;
    // The first verdict stands below the map; each further one takes the place of the last.
    if (this.verdict && !this.asked) terminal.clear();
    this.verdict = verdict;
    this.mistakes = mistakesShownBy(verdict);
    const page = { root, style: terminal.style, columns: terminal.columns() };
    this.say(showVerdict(this.step, verdict, page, this.mistakes));
    const found = this.mistakes.map(({ id }) => id);
    progress.recordDiagnosis(this.step.id, found);
    progress.recordCheck(this.step.id, isPass(verdict), now());
    this.say(this.whatNext());
  }

  private hasPassed(): boolean {
    return this.verdict !== null && isPass(this.verdict);
  }

  private whatNext(): string {
    if (!this.hasPassed()) return `Save a file, and it is checked at once.${KEYS}`;
    const next = this.nextStep();
    if (!next) return `That was the last step: all of them pass.${KEYS}`;
    return `Press Enter to go on with step ${next.number}: ${next.title}.${KEYS}`;
  }

  private goOn(): void {
    const next = this.nextStep();
    if (next) {
      this.step = next;
      this.begin();
    } else {
      this.say(this.whatNext());
    }
  }

  private nextStep(): Step | null {
    return firstUnfinished(this.parts.steps, this.parts.progress.read(), this.step);
  }

  private hint(): void {
    const { root, progress, terminal } = this.parts;
    const { step, mistakes } = this;
    const stuck = { step, finding: this.verdict?.finding ?? null, mistakes };
    this.say(takeHint(stuck, { root, progress, style: terminal.style }));
  }

  private map(): string {
    const { steps, progress, terminal } = this.parts;
    return showMap(steps, progress.read(), this.step, terminal.style);
  }

  private quit(): void {
    this.checking?.abort();
    this.say('Your progress is kept: npm start goes on where you are.');
    this.parts.onQuit();
  }
}
