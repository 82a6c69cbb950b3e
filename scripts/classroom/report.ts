import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../files/durable';
import { isBroken, isDone, type Progress, type StepProgress } from '../learner/progress';
import { sourcesOf } from '../learner/sources';
import type { Step } from '../learner/steps';
import { packageOf } from '../learner/update/release';

/** What a learner tells an instructor; its form is that of `report.schema.json`. */
export interface LearnerReport {
  kind: 'sigv4-workshop-report';
  version: 1;
  /** Made at random, the same in each report of one copy of the workshop. */
  learner: string;
  /** Only if the learner gave one. */
  name?: string;
  /** In a live class: how many reports this copy of the workshop has made, with this one. */
  sequence?: number;
  /** The workshop's version. */
  workshop: string;
  /** ISO 8601. */
  at: string;
  steps: StepReport[];
}

export interface StepReport {
  step: string;
  title: string;
  minutesPlanned: number;
  state: 'passed' | 'broken' | 'solution' | 'begun' | 'not begun';
  /** Spent up to the first pass, as far as checks tell. */
  seconds: number;
  checks: number;
  hints: number;
  firstPassedAt: string | null;
  lastCheckedAt: string | null;
  /** Only if the step was started over after it had passed. */
  reopenedAt?: string;
  /** Only if the step passed, and its last check failed: the first one that did. */
  brokenAt?: string;
  /** In how many checks each mistake was found, by the mistake's id. */
  diagnoses: Record<string, number>;
  /** The ids of the mistakes that the last check has found; only while the step does not pass. */
  mistakes?: string[];
  /** Only if the solution was read before the step had passed. */
  solutionSeenAt?: string;
  /** Only if the solution was taken in the place of the learner's own work. */
  solutionTakenAt?: string;
  /** Only if it was taken to catch up with the class. */
  caughtUp?: true;
  /** Only if the learner wanted it: the text of the files, by their path. */
  source?: Record<string, string>;
}

export interface LearnerReportOptions {
  root: string;
  steps: Step[];
  progress: Progress;
  now: Date;
  /** The learner's name; none is told if it is left out. */
  name?: string;
  /** Whether what the learner wrote is told too. */
  source?: boolean;
}

/** What there is to tell of a learner's way; nobody's name and no line of code unless asked for. */
export function makeReport({
  root,
  steps,
  progress,
  now,
  name,
  source,
}: LearnerReportOptions): LearnerReport {
  return {
    kind: 'sigv4-workshop-report',
    version: 1,
    learner: learnerId(root),
    name,
    workshop: versionOf(root),
    at: now.toISOString(),
    steps: steps.map((step) => ({
      ...stepReport(step, progress[step.id]),
      source: source ? sourceTexts(step, root) : undefined,
    })),
  };
}

function stepReport(step: Step, progress: StepProgress | undefined): StepReport {
  return {
    step: step.id,
    title: step.title,
    minutesPlanned: step.minutes,
    state: stateOf(progress),
    seconds: progress?.seconds ?? 0,
    checks: progress?.attempts ?? 0,
    hints: progress?.hints ?? 0,
    firstPassedAt: progress?.firstPassedAt ?? null,
    lastCheckedAt: progress?.lastCheckedAt ?? null,
    reopenedAt: progress?.reopenedAt,
    brokenAt: progress?.brokenAt,
    diagnoses: progress?.diagnoses ?? {},
    mistakes: isDone(progress) ? undefined : progress?.lastMistakes,
    solutionSeenAt: progress?.solutionSeenAt,
    solutionTakenAt: progress?.solutionTakenAt,
    caughtUp: progress?.caughtUp,
  };
}

function stateOf(progress: StepProgress | undefined): StepReport['state'] {
  if (isDone(progress)) return progress?.firstPassedAt ? 'passed' : 'solution';
  if (isBroken(progress)) return 'broken';
  return progress ? 'begun' : 'not begun';
}

function sourceTexts(step: Step, root: string): Record<string, string> {
  const files = sourcesOf(step.id, root)
    .filter(({ starter, solution }) => starter !== solution)
    .map(({ file }) => file)
    .filter((file) => existsSync(path.join(root, file)));
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
  );
}

/** Tells the reports of one learner from those of another without naming anybody. */
export function learnerId(root: string): string {
  const file = path.join(root, '.workshop', 'learner-id');
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{8}$/.test(known)) return known;
  const id = randomBytes(4).toString('hex');
  writeDurably(file, Buffer.from(`${id}\n`));
  return id;
}

/** The version of a copy of the workshop. */
export function versionOf(root: string): string {
  return packageOf(root).version ?? 'unknown';
}
