import type { Checker } from '../check/checker';
import { relativeTo } from '../check/places';
import type { Verdict } from '../check/verdict';
import { recordRecheck, recordVerdict } from '../checked';
import type { CommandContext } from '../command';
import { reset } from '../commands/reset';
import { showSolution } from '../commands/solution';
import { takeHint } from '../hints/take-hint';
import { showLesson } from '../show/lesson';
import { showStep } from '../show/map';
import type { Step } from '../steps';
import { render, statusLine } from './render';
import type { LoopEffect, LoopEvent, LoopState } from './state';
import { ChecksUnderWay } from './step-check';
import type { Terminal } from './terminal';
import { initialState, update } from './update';

export interface LoopParts {
  /** What the commands depend on, as it is at this moment. */
  context: () => CommandContext;
  checker: Pick<Checker, 'check'>;
  terminal: Terminal;
  /** Opens a file for the learner; false if there is nothing to open it with. */
  openFile: (file: string) => Promise<boolean>;
  /** Starts the lab, unless it runs already; what there is to tell about it, in whole sentences. */
  openLab: () => Promise<string>;
  /** Checks on a key only. */
  manual: boolean;
  /** Goes on by itself when a step passes. */
  autoAdvance: boolean;
  /** Shown beside the status, all the time; none if it is left out. */
  beside?: () => string;
  /** Called when the learner wants to leave. */
  onQuit: () => void;
}

/**
 * The learner's loop at one step after another: hands what happens to `update`, shows the state that
 * comes of it, and does what it asks for. A check takes place beside it; the loop never waits.
 */
export class Loop {
  readonly #parts: LoopParts;
  readonly #checks: ChecksUnderWay;
  #state: LoopState;
  /** What is on the terminal; undefined if that is not known. */
  #shown: string | undefined;

  constructor(parts: LoopParts, step: Step) {
    const { context, checker, manual: isManual, autoAdvance } = parts;
    const { steps, progress } = context();
    this.#parts = parts;
    this.#checks = new ChecksUnderWay(checker);
    this.#state = initialState({
      steps: steps(),
      progress: progress.read(),
      isManual,
      autoAdvance,
      step,
    });
  }

  /** Shows where the learner stands, and checks the step for the first time. */
  begin(): void {
    this.#happen({ on: 'begin' });
  }

  /** @param key as the terminal names it */
  onKey(key: string): void {
    this.#happen({ on: 'key', key, progress: this.#context.progress.read() });
  }

  /** @param file that was saved, absolute */
  onSave(file: string): void {
    this.#happen({ on: 'save', file });
  }

  /** The terminal has another width now. */
  onResize(): void {
    this.#shown = undefined;
    this.#happen({ on: 'resize' });
  }

  /** Has the terminal show that the loop is alive. */
  onTick(): void {
    const { terminal, beside } = this.#parts;
    const texts = [statusLine(this.#state, this.#context.now), beside?.() ?? ''];
    terminal.status(texts.filter((text) => text !== '').join('  ·  '));
  }

  /** Tells something in whole sentences. */
  tell(text: string): void {
    this.#happen({ on: 'notice', text });
  }

  get #context(): CommandContext {
    return this.#parts.context();
  }

  #happen(event: LoopEvent): void {
    const [state, ...effects] = update(this.#state, event);
    this.#state = state;
    this.#show();
    for (const effect of effects) {
      try {
        const answer = this.#carryOut(effect);
        if (answer) this.#happen(answer);
      } catch (error) {
        // A file that was deleted, say: the learner can restore it, and the loop goes on.
        this.tell(error instanceof Error ? error.message : String(error));
      }
    }
  }

  /** Adds what is new below what is there, or shows all on a fresh screen. */
  #show(): void {
    const { terminal } = this.#parts;
    const text = render(this.#state, this.#context);
    const shown = this.#shown;
    this.#shown = text;
    if (shown === undefined || !text.startsWith(shown)) {
      terminal.clear();
      terminal.write(text);
    } else if (text !== shown) terminal.write(text.slice(shown.length));
    if (this.#parts.beside) this.onTick();
  }

  /** @returns the event that answers it, where that is known at once */
  #carryOut(effect: LoopEffect): LoopEvent | undefined {
    const context = this.#context;
    switch (effect.do) {
      case 'introduce':
        return { on: 'introduced', text: showStep(effect.step, context.root, context.style) };
      case 'hint':
        return { on: 'answer', text: takeHint(effect, context) };
      case 'solution':
        return { on: 'answer', text: showSolution(effect.step, effect.passes, context).text };
      case 'reset': {
        const { text } = reset(effect.step, context);
        return { on: 'reset done', text, progress: context.progress.read() };
      }
      case 'check':
        this.#check(effect, (verdict) => ({
          on: 'checked',
          check: effect.check,
          ...recordVerdict(effect.step, verdict, this.#context),
        }));
        break;
      case 'recheck':
        this.#check(effect, (verdict) => ({
          on: 'rechecked',
          check: effect.check,
          verdict,
          progress: recordRecheck(effect.step, verdict, this.#context),
        }));
        break;
      case 'give up':
        this.#checks.giveUp(effect.check);
        break;
      case 'open lesson':
        this.#openLesson(effect.step);
        break;
      case 'open lab':
        this.#parts
          .openLab()
          .then((text) => this.#happen({ on: 'answer', text }))
          .catch((error: Error) => this.tell(error.message));
        break;
      case 'suspend':
        this.#suspend();
        break;
      case 'quit':
        this.#parts.onQuit();
    }
    return undefined;
  }

  /** What is on the terminal when the learner is back is the shell's. */
  #suspend(): void {
    this.#parts.terminal.suspend(() => {
      this.#shown = undefined;
      this.#happen({ on: 'resume' });
    });
  }

  #check(
    { check, step }: { check: number; step: Step },
    received: (verdict: Verdict) => LoopEvent,
  ): void {
    this.#checks.begin({
      check,
      step,
      onVerdict: (verdict) => this.#happen(received(verdict)),
      onError: ({ message }) => this.#happen({ on: 'check failed', check, reason: message }),
    });
  }

  #openLesson(step: Step): void {
    const context = this.#context;
    const opened = `Opened ${relativeTo(context.root, step.lesson)}.`;
    this.#parts
      .openFile(step.lesson)
      .then((isOpen): LoopEvent => {
        if (isOpen) return { on: 'answer', text: opened };
        return { on: 'lesson', text: showLesson(step, context) };
      })
      .then((event) => this.#happen(event))
      .catch((error: Error) => this.tell(error.message));
  }
}
