import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Step } from './steps';

/** What is remembered of a step. */
export interface StepProgress {
  /** ISO 8601; missing as long as the step has not passed. */
  firstPassedAt?: string;
  /** Checks up to the first pass. */
  attempts: number;
  /** Hints taken. */
  hints: number;
}

/** By the step's id. */
export type Progress = Record<string, StepProgress>;

/**
 * The step to do next.
 *
 * @param after look behind this step first, and then from the beginning
 * @returns null if all are done
 */
export function firstUnfinished(steps: Step[], progress: Progress, after?: Step): Step | null {
  const start = after ? steps.indexOf(after) + 1 : 0;
  const inOrder = [...steps.slice(start), ...steps.slice(0, start)];
  return inOrder.find(({ id }) => progress[id]?.firstPassedAt === undefined) ?? null;
}

const NOTHING: StepProgress = { attempts: 0, hints: 0 };

/** The learner's progress, in a file; every change is on disk when its function returns. */
export class ProgressFile {
  readonly file: string;

  /**
   * @param root the workshop's folder
   * @param warn told, in whole sentences, if the file cannot be read or written; the work goes on
   */
  constructor(
    root: string,
    private readonly warn: (message: string) => void,
  ) {
    this.file = path.join(root, '.workshop', 'progress.json');
  }

  read(): Progress {
    const text = this.readText();
    if (text === null) return {};
    const progress = parse(text);
    if (progress === null) this.setAside();
    return progress ?? {};
  }

  of(step: string): StepProgress {
    return this.read()[step] ?? NOTHING;
  }

  /** Records a verdict. After the first pass nothing changes any more. */
  recordCheck(step: string, passed: boolean, now: Date): void {
    const before = this.of(step);
    if (before.firstPassedAt) return;
    const after = { ...before, attempts: before.attempts + 1 };
    this.write(step, passed ? { ...after, firstPassedAt: now.toISOString() } : after);
  }

  recordHint(step: string): void {
    const before = this.of(step);
    this.write(step, { ...before, hints: before.hints + 1 });
  }

  private write(step: string, changed: StepProgress): void {
    const steps: Progress = { ...this.read(), [step]: changed };
    const unfinished = `${this.file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      // Renaming is done or not done: whoever reads finds the old file or the new one, never half.
      writeFileSync(unfinished, `${JSON.stringify({ version: 1, steps }, null, 2)}\n`);
      renameSync(unfinished, this.file);
    } catch (error) {
      this.warn(
        `Your progress could not be saved in ${this.file}: ${messageOf(error)}. ` +
          'Your files are safe. Make the folder writable, then check again.',
      );
    }
  }

  private readText(): string | null {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      if (!isMissing(error)) this.warn(`${this.file} cannot be read: ${messageOf(error)}.`);
      return null;
    }
  }

  private setAside(): void {
    const damaged = `${this.file.replace(/\.json$/, '')}.damaged-${Date.now()}.json`;
    try {
      renameSync(this.file, damaged);
      this.warn(
        `${this.file} was damaged. It is kept as ${path.basename(damaged)}; progress begins anew. ` +
          'Your own files are as they were: check a step again to have it marked as done.',
      );
    } catch (error) {
      this.warn(`${this.file} is damaged and cannot be moved: ${messageOf(error)}.`);
    }
  }
}

/** The progress in a file's text, or null if that is not what it holds. */
function parse(text: string): Progress | null {
  const content = parseJson(text);
  if (!isRecord(content) || !isRecord(content.steps)) return null;
  const steps = Object.entries(content.steps);
  return steps.every(([, step]) => isStepProgress(step)) ? (content.steps as Progress) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isStepProgress(value: unknown): value is StepProgress {
  if (!isRecord(value)) return false;
  const { firstPassedAt, attempts, hints } = value;
  const counts = [attempts, hints].every((count) => Number.isInteger(count));
  return counts && (firstPassedAt === undefined || typeof firstPassedAt === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMissing(error: unknown): boolean {
  return isRecord(error) && error.code === 'ENOENT';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
