import type { Verdict } from '../check/verdict';
import type { Checked } from '../checked';
import type { Stuck } from '../hints/ladder';
import type { Progress } from '../progress';
import type { Step } from '../steps';

/** What is on the screen, as data: it is laid out when it is shown. */
export type Entry =
  /** Whole sentences, to be wrapped. */
  | { show: 'sentences'; text: string }
  /** Laid out already. */
  | { show: 'text'; text: string }
  | { show: 'map'; steps: readonly Step[]; progress: Progress; step: Step }
  | { show: 'verdict'; step: Step; checked: Checked; onward: Onward }
  | { show: 'keys' }
  | { show: 'all done' };

/** How it goes on behind a verdict. */
export interface Onward {
  /** The step to go on with; none if every step is done. */
  next?: Step;
  /** A later step, not done yet, of which a file was saved last. */
  savedAhead?: Step;
  /** Whether a save begins no check. */
  isManual: boolean;
}

/** What waits for a yes. */
export type Question = 'solution' | 'reset';

/** Where the learner's loop is. */
export interface LoopState {
  /** All steps of the workshop. */
  readonly steps: readonly Step[];
  readonly progress: Progress;
  /** Checks on a key only. */
  readonly isManual: boolean;
  /** Goes on by itself when a step passes. */
  readonly autoAdvance: boolean;
  /** The step at hand. */
  readonly step: Step;
  readonly screen: readonly Entry[];
  /** The number of the last check that began. */
  readonly lastCheck: number;
  /** The number of the check that is running, of the step at hand. */
  readonly checking?: number;
  /** What the last check of the step has found. */
  readonly checked?: Checked;
  /** Something was asked for since the check began: its verdict must not wipe the answer away. */
  readonly asked: boolean;
  readonly question?: Question;
  /** The learner wants to go on as soon as the check that is running passes. */
  readonly wantsNext: boolean;
  readonly savedAhead?: Step;
  /** Steps that a save may have broken, to be checked again when nothing else is to be done. */
  readonly toRecheck: readonly Step[];
  /** The one of them that is being checked. */
  readonly rechecking?: { check: number; step: Step };
  /** The last step that was done, and no longer passes. */
  readonly broken?: Step;
}

/** What happens to the loop. */
export type LoopEvent =
  | { on: 'begin' }
  /** Where the files of the step at hand are, for people. */
  | { on: 'introduced'; text: string }
  /** @see openTerminal for the names of keys */
  | { on: 'key'; key: string; progress: Progress }
  /** A file of the learner's was saved; its absolute path. */
  | { on: 'save'; file: string }
  | { on: 'resize' }
  /** The learner is back after a while in the shell. */
  | { on: 'resume' }
  | { on: 'checked'; check: number; checked: Checked; progress: Progress }
  | { on: 'rechecked'; check: number; verdict: Verdict; progress: Progress }
  | { on: 'check failed'; check: number; reason: string }
  /** What a key has asked for, laid out. */
  | { on: 'answer'; text: string }
  | { on: 'lesson'; text: string }
  | { on: 'reset done'; text: string; progress: Progress }
  /** Something to tell beside all that, in whole sentences. */
  | { on: 'notice'; text: string };

/** What the loop wants to have done. */
export type LoopEffect =
  /** Answered by `introduced`. */
  | { do: 'introduce'; step: Step }
  /** Answered by `checked` or `check failed`, unless it is given up before. */
  | { do: 'check'; check: number; step: Step }
  /** Answered by `rechecked` or `check failed`, unless it is given up before. */
  | { do: 'recheck'; check: number; step: Step }
  | { do: 'give up'; check: number }
  /** Answered by `answer`. */
  | ({ do: 'hint' } & Stuck)
  /** Answered by `answer`. */
  | { do: 'solution'; step: Step; passes: boolean }
  /** Answered by `answer` where it can be opened, by `lesson` where it cannot. */
  | { do: 'open lesson'; step: Step }
  /** Answered by `answer`. */
  | { do: 'open lab' }
  /** Answered by `reset done`. */
  | { do: 'reset'; step: Step }
  /** Answered by `resume`. */
  | { do: 'suspend' }
  | { do: 'quit' };

/** A new state, and what is to be done. */
export type Update = readonly [state: LoopState, ...effects: LoopEffect[]];
