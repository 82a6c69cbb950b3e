import { ROOT } from '../files/root';
import { type Progress, type StepProgress, stepAtHand } from '../learner/progress';
import { CATALOGUE } from '../sigv4/mistakes/catalogue';
import type { ReadReports } from './read-reports';
import { type LearnerReport, type StepReport, versionOf } from './report';

/** A class, as an instructor wants to see it. */
export interface ClassSummary {
  /** Those who want help first. */
  learners: LearnerSummary[];
  steps: StepSummary[];
  /** The commonest first. */
  mistakes: MistakeSummary[];
  /** What makes figures less comparable, in whole sentences. */
  remarks: string[];
  refused: ReadReports['refused'];
}

/** How a learner gets on with the step at hand; those who want help first. */
export const PACES = ['stuck', 'slow', 'on plan', 'finished', 'not begun'] as const;

export type Pace = (typeof PACES)[number];

export interface LearnerSummary {
  /** The name, or the id where none was given; where two have one name, with a part of the id. */
  name: string;
  steps: { step: string; title: string; state: StepReport['state'] }[];
  /** Steps that are behind the learner. */
  done: number;
  /** The step at hand, as the learner's own list shows it; null if there is none: see `pace`. */
  at: string | null;
  pace: Pace;
  /** These three in the step at hand; 0 if there is none. */
  seconds: number;
  checks: number;
  hints: number;
  /** The mistake that was found most often in the step at hand. */
  mistake: string | null;
}

export interface StepSummary {
  step: string;
  title: string;
  minutesPlanned: number;
  passed: number;
  /** Learners who took the solution. */
  solution: number;
  /** Learners who are at it. */
  here: number;
  /** Those of them who are stuck. */
  stuck: number;
  /** Of those who passed; null if nobody has. */
  medianSeconds: number | null;
}

export interface MistakeSummary {
  id: string;
  title: string;
  steps: string[];
  /** Learners who met it. */
  learners: number;
  /** Of all learners, from 0 to 1. */
  share: number;
}

/** A learner who needs so much more than planned, or so many checks, wants help. */
export const STUCK_AFTER = { timesPlanned: 1.5, checks: 12 };

/**
 * What the reports of a class say together.
 *
 * @param release the workshop's version here
 */
export function summarize(
  { reports, refused }: ReadReports,
  release: string = versionOf(ROOT),
): ClassSummary {
  const named = namesOf(reports);
  const learners = reports.map((report) => summarizeLearner(report, named(report))).sort(byNeed);
  return {
    learners,
    steps: summarizeSteps(reports, learners),
    mistakes: mistakesIn(reports),
    remarks: remarksOn(reports, release, named),
    refused,
  };
}

/** What to call each learner, so that none can be taken for another. */
function namesOf(reports: LearnerReport[]): (report: LearnerReport) => string {
  const key = (name: string) => name.trim().toLowerCase();
  const all = reports.flatMap(({ name }) => (name === undefined ? [] : key(name)));
  return ({ name, learner }) => {
    if (name === undefined) return learner;
    const isOnly = all.filter((each) => each === key(name)).length === 1;
    return isOnly ? name : `${name} (${learner.slice(0, 4)})`;
  };
}

function remarksOn(
  reports: LearnerReport[],
  release: string,
  named: (report: LearnerReport) => string,
): string[] {
  const others = new Set(
    reports.map(({ workshop }) => workshop).filter((each) => each !== release),
  );
  return [...others].sort().map((other) => {
    const whose = reports.filter(({ workshop }) => workshop === other).map(named);
    return (
      `Made by release ${other} of the workshop, and read by ${release}, so steps and mistakes may ` +
      `differ: ${whose.join(', ')}.`
    );
  });
}

/** Who wants help comes first, and who has been at it for longer. */
function byNeed(one: LearnerSummary, other: LearnerSummary): number {
  return PACES.indexOf(one.pace) - PACES.indexOf(other.pace) || other.seconds - one.seconds;
}

function isBehind({ state }: StepReport): boolean {
  return state === 'passed' || state === 'solution';
}

function summarizeLearner({ steps }: LearnerReport, name: string): LearnerSummary {
  const current = stepOf(steps);
  const [mistake] = Object.entries(current?.diagnoses ?? {}).sort((a, b) => b[1] - a[1]);
  return {
    name,
    steps: steps.map(({ step, title, state }) => ({ step, title, state })),
    done: steps.filter(isBehind).length,
    at: current?.step ?? null,
    pace: paceOf(current, steps),
    seconds: current?.seconds ?? 0,
    checks: current?.checks ?? 0,
    hints: current?.hints ?? 0,
    mistake: mistake ? titleOf(mistake[0]) : null,
  };
}

/** The step at hand; none if the learner has finished, or has not begun. */
function stepOf(steps: StepReport[]): StepReport | undefined {
  if (steps.every(({ state }) => state === 'not begun')) return undefined;
  const withIds = steps.map((step) => ({ ...step, id: step.step }));
  const progress: Progress = Object.fromEntries(withIds.map((step) => [step.id, progressIn(step)]));
  return stepAtHand(withIds, progress);
}

/** As much of a learner's progress as tells where the learner is. */
function progressIn(step: StepReport): StepProgress {
  const { checks, hints, firstPassedAt, lastCheckedAt, reopenedAt } = step;
  return {
    attempts: checks,
    hints,
    lastCheckedAt: lastCheckedAt ?? undefined,
    reopenedAt,
    // That it is done counts, not when.
    firstPassedAt: isBehind(step) ? (firstPassedAt ?? '') : undefined,
  };
}

function paceOf(current: StepReport | undefined, steps: StepReport[]): Pace {
  if (!current) return steps.some(isBehind) ? 'finished' : 'not begun';
  // The figures of a step that is done again are those of the first time.
  if (current.firstPassedAt !== null) return 'on plan';
  const ratio = current.seconds / 60 / current.minutesPlanned;
  if (ratio > STUCK_AFTER.timesPlanned || current.checks >= STUCK_AFTER.checks) return 'stuck';
  return ratio > 1 ? 'slow' : 'on plan';
}

/** The steps of all reports, in their order; a class may have two releases of the workshop. */
function summarizeSteps(reports: LearnerReport[], learners: LearnerSummary[]): StepSummary[] {
  const all = new Map(reports.flatMap(({ steps }) => steps).map((step) => [step.step, step]));
  const inOrder = [...all.values()].sort((one, other) => (one.step < other.step ? -1 : 1));
  return inOrder.map(({ step, title, minutesPlanned }) => {
    const theirs = reports.flatMap(({ steps }) => steps.filter((each) => each.step === step));
    const passed = theirs.filter(({ state }) => state === 'passed');
    const here = learners.filter(({ at }) => at === step);
    return {
      step,
      title,
      minutesPlanned,
      passed: passed.length,
      solution: theirs.filter(({ state }) => state === 'solution').length,
      here: here.length,
      stuck: here.filter(({ pace }) => pace === 'stuck').length,
      medianSeconds: median(passed.map(({ seconds }) => seconds)),
    };
  });
}

function mistakesIn(reports: LearnerReport[]): MistakeSummary[] {
  const met = new Map<string, { learners: Set<string>; steps: Set<string> }>();
  for (const { learner, steps } of reports) {
    for (const { step, diagnoses } of steps) {
      for (const id of Object.keys(diagnoses)) {
        const mistake = met.get(id) ?? { learners: new Set(), steps: new Set() };
        mistake.learners.add(learner);
        mistake.steps.add(step);
        met.set(id, mistake);
      }
    }
  }
  return [...met]
    .map(([id, { learners, steps }]) => ({
      id,
      title: titleOf(id),
      steps: [...steps].sort(),
      learners: learners.size,
      share: learners.size / reports.length,
    }))
    .sort((one, other) => other.learners - one.learners || (one.id < other.id ? -1 : 1));
}

/** A report may come from a release that knows more mistakes. */
function titleOf(id: string): string {
  return CATALOGUE.find((mistake) => mistake.id === id)?.title ?? `${id} (unknown to this release)`;
}

/** @returns null of no figures */
export function median(figures: number[]): number | null {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
