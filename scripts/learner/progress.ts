import path from 'node:path';
import { replaceDurably } from '../files/durable';
import { DamagedFileError, isRecord, parseJson, readJson, setAside } from '../files/json';

/** What is remembered of a step. */
export interface StepProgress {
  /** ISO 8601; missing as long as the step has not passed. */
  firstPassedAt?: string;
  /** Checks up to the first pass. */
  attempts: number;
  /** Hints taken. */
  hints: number;
  /** How many hints of each ladder were taken, by its key: the next one follows. */
  hintLevels?: Record<string, number>;
  /** Time spent up to the first pass, as far as checks tell. */
  seconds?: number;
  /** ISO 8601: the last check up to the first pass. */
  lastCheckedAt?: string;
  /** In how many checks each mistake was found, by the mistake's id. */
  diagnoses?: Record<string, number>;
  /** What the last check has found; missing when it passed. */
  lastMistakes?: string[];
  /** ISO 8601: the solution was read before the step had passed. */
  solutionSeenAt?: string;
  /** ISO 8601: the solution was put in the place of the learner's own work. */
  solutionTakenAt?: string;
  /** Whether it was taken to catch up with the class. */
  caughtUp?: true;
  /** ISO 8601: reset after it had passed, so it is to be done again. */
  reopenedAt?: string;
  /** ISO 8601: the first of the checks that failed since it last passed. */
  brokenAt?: string;
}

/** By the step's id. */
export type Progress = Record<string, StepProgress>;

/** Of a longer pause between two checks, only so much counts as work. */
export const LONGEST_PAUSE_SECONDS = 15 * 60;

/** Whether a step is behind the learner: it passes, or its solution was taken. */
export function isDone(step: StepProgress | undefined): boolean {
  return wasDone(step) && !isBroken(step);
}

/** Whether a step passed before, and its last check failed. */
export function isBroken(step: StepProgress | undefined): boolean {
  return step?.brokenAt !== undefined;
}

/** Whether a step was done and not started over since, broken or not. */
export function wasDone(step: StepProgress | undefined): boolean {
  if (!step || step.reopenedAt !== undefined) return false;
  return step.firstPassedAt !== undefined || step.solutionTakenAt !== undefined;
}

/**
 * The step to do next.
 *
 * @param after look behind this step first, and then from the beginning
 * @returns undefined if all are done
 */
export function firstUnfinished<Step extends { id: string }>(
  steps: readonly Step[],
  progress: Progress,
  after?: Step,
): Step | undefined {
  const start = after ? steps.indexOf(after) + 1 : 0;
  const inOrder = [...steps.slice(start), ...steps.slice(0, start)];
  return inOrder.find(({ id }) => !isDone(progress[id]));
}

/**
 * The step that the learner is at: the one that was worked on last, or the next one if that is done.
 *
 * @returns undefined if all are done
 */
export function stepAtHand<Step extends { id: string }>(
  steps: readonly Step[],
  progress: Progress,
): Step | undefined {
  const [last] = steps
    .filter(({ id }) => lastTouched(progress[id]) > 0)
    .sort((a, b) => lastTouched(progress[b.id]) - lastTouched(progress[a.id]));
  if (last && !isDone(progress[last.id])) return last;
  return firstUnfinished(steps, progress, last);
}

/** Milliseconds; 0 if it never was. */
function lastTouched({ lastCheckedAt, reopenedAt, brokenAt }: StepProgress = NOTHING): number {
  const times = [lastCheckedAt, reopenedAt, brokenAt].map((time) => Date.parse(time ?? ''));
  return Math.max(0, ...times.filter(Number.isFinite));
}

const NOTHING: StepProgress = { attempts: 0, hints: 0 };

/** What a verdict has changed. */
export interface RecordedCheck {
  /** Whether the step passes for the first time, or again after it was reset. */
  isNewPass: boolean;
  progress: Progress;
}

/** The learner's progress, in a file; every change is on disk when its function returns. */
export class ProgressFile {
  readonly file: string;
  readonly #warn: (message: string) => void;

  /**
   * @param root the workshop's folder
   * @param warn told, in whole sentences, if the file cannot be read or written; the work goes on
   */
  constructor(root: string, warn: (message: string) => void) {
    this.file = path.join(root, '.workshop', 'progress.json');
    this.#warn = warn;
  }

  read(): Progress {
    try {
      return readJson(this.file, readSteps) ?? {};
    } catch (error) {
      if (error instanceof DamagedFileError) this.#setAside();
      else this.#warn(`${this.file} cannot be read: ${messageOf(error)}.`);
      return {};
    }
  }

  of(step: string): StepProgress {
    return this.read()[step] ?? NOTHING;
  }

  /**
   * Records a verdict. After the first pass, figures no longer change; whether the step still passes
   * does.
   *
   * @param mistakeIds the mistakes that the check has found
   */
  recordCheck(step: string, passed: boolean, now: Date, mistakeIds: string[] = []): RecordedCheck {
    const progress = this.read();
    const before = progress[step] ?? NOTHING;
    const isNewPass = passed && !wasDone(before);
    if (before.firstPassedAt) {
      const again = passed ? passesAgain(before) : failsAgain(before, now);
      const isSame = again === before;
      return { isNewPass, progress: isSame ? progress : this.#save(progress, step, again) };
    }
    if (isDone(before)) return { isNewPass, progress };
    const after: StepProgress = {
      ...before,
      attempts: before.attempts + 1,
      seconds: (before.seconds ?? 0) + secondsOfWork(progress, now),
      lastCheckedAt: now.toISOString(),
      diagnoses: withDiagnoses(before.diagnoses, mistakeIds),
      lastMistakes: mistakeIds.length > 0 ? [...new Set(mistakeIds)] : undefined,
      firstPassedAt: passed ? now.toISOString() : undefined,
    };
    return { isNewPass, progress: this.#save(progress, step, after) };
  }

  /**
   * Records that a hint was taken.
   *
   * @param ladder the key of its ladder
   * @param level its place there, from 1
   */
  recordHint(step: string, ladder = 'lesson', level = 1): void {
    const progress = this.read();
    const before = progress[step] ?? NOTHING;
    const hintLevels = { ...before.hintLevels, [ladder]: level };
    this.#save(progress, step, { ...before, hints: before.hints + 1, hintLevels });
  }

  /** Records that the solution was read before the step had passed; later it is no help any more. */
  recordSolutionSeen(step: string, now: Date): void {
    const progress = this.read();
    const before = progress[step] ?? NOTHING;
    if (wasDone(before) || before.solutionSeenAt !== undefined) return;
    this.#save(progress, step, { ...before, solutionSeenAt: now.toISOString() });
  }

  /**
   * The step's file is the solution now; that it had not passed before stays visible.
   *
   * @param caughtUp whether it was taken to catch up with the class
   */
  recordSolutionTaken(step: string, now: Date, caughtUp?: true): void {
    const progress = this.read();
    const before = progress[step] ?? NOTHING;
    if (isDone(before)) return;
    const solutionTakenAt = now.toISOString();
    this.#save(progress, step, { ...passesAgain(before), solutionTakenAt, caughtUp });
  }

  /** The step's file is the starter again. The figures up to the first pass are kept. */
  recordReset(step: string, now: Date): void {
    const progress = this.read();
    const before = progress[step] ?? NOTHING;
    if (!wasDone(before)) return;
    const reopenedAt = before.firstPassedAt ? now.toISOString() : undefined;
    const closed = { solutionTakenAt: undefined, caughtUp: undefined, brokenAt: undefined };
    this.#save(progress, step, { ...before, ...closed, reopenedAt });
  }

  #save(progress: Progress, step: string, changed: StepProgress): Progress {
    const after = { ...progress, [step]: changed };
    try {
      replaceDurably(this.file, textOf(after));
    } catch (error) {
      this.#warn(
        `Your progress could not be saved in ${this.file}: ${messageOf(error)}. ` +
          'Your files are safe. Make the folder writable, then check again.',
      );
    }
    return after;
  }

  #setAside(): void {
    try {
      const aside = setAside(this.file);
      this.#warn(
        `${this.file} was damaged. It is kept as ${path.basename(aside)}; progress starts over. ` +
          'Your own files are as they were: check a step again to have it marked as done.',
      );
    } catch (error) {
      this.#warn(`${this.file} is damaged and cannot be moved: ${messageOf(error)}.`);
    }
  }
}

function passesAgain(before: StepProgress): StepProgress {
  const { reopenedAt, brokenAt, ...again } = before;
  return reopenedAt === undefined && brokenAt === undefined ? before : again;
}

/** One that was started over is open as it is. */
function failsAgain(before: StepProgress, now: Date): StepProgress {
  return wasDone(before) && !isBroken(before) ? { ...before, brokenAt: now.toISOString() } : before;
}

function withDiagnoses(
  before: Record<string, number> | undefined,
  mistakeIds: string[],
): Record<string, number> | undefined {
  if (mistakeIds.length === 0) return before;
  const diagnoses = { ...before };
  for (const id of new Set(mistakeIds)) diagnoses[id] = (diagnoses[id] ?? 0) + 1;
  return diagnoses;
}

/** The time since the last check of any step: it went into the step that is checked now. */
function secondsOfWork(progress: Progress, now: Date): number {
  const checks = Object.values(progress)
    .map(({ lastCheckedAt }) => Date.parse(lastCheckedAt ?? ''))
    .filter(Number.isFinite);
  if (checks.length === 0) return 0;
  const pause = Math.round((now.getTime() - Math.max(...checks)) / 1000);
  return Math.max(0, Math.min(pause, LONGEST_PAUSE_SECONDS));
}

/**
 * The text of a progress file in which steps have their new ids.
 *
 * @param newIds by the old id
 * @returns undefined if nothing changes, or the text is damaged
 */
export function renamedProgress(
  text: string,
  newIds: ReadonlyMap<string, string>,
): string | undefined {
  const steps = Object.entries(stepsIn(parseJson(text)) ?? {});
  if (!steps.some(([id]) => newIds.has(id))) return undefined;
  return textOf(Object.fromEntries(steps.map(([id, step]) => [newIds.get(id) ?? id, step])));
}

function textOf(steps: Progress): string {
  return `${JSON.stringify({ version: 1, steps }, null, 2)}\n`;
}

/** The progress that a file's JSON holds, if that is what it is. */
function stepsIn(content: unknown): Progress | undefined {
  if (!isRecord(content) || !isRecord(content.steps)) return undefined;
  const isProgress = Object.values(content.steps).every(isStepProgress);
  return isProgress ? (content.steps as Progress) : undefined;
}

function readSteps(content: unknown): Progress {
  const steps = stepsIn(content);
  if (!steps) throw new Error('it holds no progress');
  return steps;
}

function isStepProgress(value: unknown): value is StepProgress {
  if (!isRecord(value)) return false;
  const {
    attempts,
    hints,
    seconds = 0,
    diagnoses = {},
    hintLevels = {},
    lastMistakes = [],
  } = value;
  const times = [
    value.firstPassedAt,
    value.lastCheckedAt,
    value.solutionSeenAt,
    value.solutionTakenAt,
    value.reopenedAt,
    value.brokenAt,
  ];
  return (
    Array.isArray(lastMistakes) &&
    lastMistakes.every((id) => typeof id === 'string') &&
    [attempts, hints, seconds].every((count) => Number.isInteger(count)) &&
    [diagnoses, hintLevels].every(isCounts) &&
    times.every((time) => time === undefined || typeof time === 'string')
  );
}

function isCounts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((count) => Number.isInteger(count));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
