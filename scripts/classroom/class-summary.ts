import { ROOT } from '../files/root';
import { type Progress, type StepProgress, stepAtHand } from '../learner/progress';
import { printable } from '../terminal/printable';
import { type MistakeWords, wordsOf } from './known-mistakes';
import type { ReadReports } from './read-reports';
import { type LearnerReport, type StepReport, versionOf } from './report';

/** A class, as an instructor wants to see it. */
export interface ClassSummary {
  /** Those who want help first. */
  learners: LearnerSummary[];
  steps: StepSummary[];
  /** What people stand before now; what holds up most of them first. */
  mistakesNow: MistakeSummary[];
  /** All that were met; the commonest first. */
  mistakes: MistakeSummary[];
  /** What makes figures less comparable, in whole sentences. */
  remarks: string[];
  refused: ReadReports['refused'];
}

/** How a learner gets on with the step at hand; those who want help first. */
export const PACES = ['stuck', 'slow', 'on plan', 'finished', 'not begun'] as const;

export type Pace = (typeof PACES)[number];

/** How a step came to be done; whoever has read or taken the solution may not have understood it. */
export const WAYS_DONE = ['alone', 'hints', 'seen', 'taken', 'caught up'] as const;

export type WayDone = (typeof WAYS_DONE)[number];

export interface LearnerSummary {
  /** Eight characters, made at random. */
  id: string;
  /** The name, or the id where none was given; where two have one name, with a part of the id. */
  name: string;
  steps: LearnerStep[];
  /** Steps that are behind the learner. */
  done: number;
  /** The step at hand, as the learner's own list shows it; null if there is none: see `pace`. */
  at: string | null;
  pace: Pace;
  /** These three in the step at hand; 0 if there is none. */
  seconds: number;
  checks: number;
  hints: number;
  /** Of all steps together, up to the first pass of each. */
  secondsInAll: number;
  /** What the last check of the step at hand has found; older reports: what was found most often. */
  mistakes: MistakeWords[];
  /** ISO 8601; null if nothing was checked. */
  lastCheckedAt: string | null;
}

/** A step on a learner's way. */
export interface LearnerStep
  extends Pick<StepReport, 'step' | 'title' | 'state' | 'seconds' | 'checks' | 'hints'> {
  minutesPlanned: number;
  /** ISO 8601: when it was done, in whatever way; null if it is not. */
  doneAt: string | null;
  /** null if it is not done. */
  way: WayDone | null;
  /** The mistakes met, the commonest first, and in how many checks. */
  met: { mistake: MistakeWords; checks: number }[];
}

export interface StepSummary {
  step: string;
  title: string;
  minutesPlanned: number;
  passed: number;
  /** Learners who took the solution. */
  solution: number;
  /** How many have done it in each way. */
  ways: Record<WayDone, number>;
  /** Learners who are at it. */
  here: number;
  /** Those of them who are stuck. */
  stuck: number;
  /** Of those who passed; null if nobody has. */
  medianSeconds: number | null;
}

export interface MistakeSummary extends MistakeWords {
  steps: string[];
  /** Learners who met it, or who stand before it now. */
  learners: number;
  /** Those of them who are stuck now. */
  stuck: number;
  /** Their names. */
  who: string[];
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
    mistakesNow: mistakesAmong(learners, mistakesAtHand).sort(
      (one, other) => other.stuck - one.stuck || byCount(one, other),
    ),
    mistakes: mistakesAmong(learners, mistakesMet).sort(byCount),
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
    return printable(isOnly ? name : `${name} (${learner.slice(0, 4)})`);
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
      `Made by release ${printable(other)} of the workshop, and read by ${release}, so steps and ` +
      `mistakes may differ: ${whose.join(', ')}.`
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

function summarizeLearner({ learner, steps }: LearnerReport, name: string): LearnerSummary {
  const current = stepOf(steps);
  return {
    id: learner,
    name,
    steps: steps.map(learnerStep),
    done: steps.filter(isBehind).length,
    at: current?.step ?? null,
    pace: paceOf(current, steps),
    seconds: current?.seconds ?? 0,
    checks: current?.checks ?? 0,
    hints: current?.hints ?? 0,
    secondsInAll: steps.reduce((sum, { seconds }) => sum + seconds, 0),
    mistakes: mistakesNow(current).map(wordsOf),
    lastCheckedAt: latest(steps.map((step) => step.lastCheckedAt)),
  };
}

function learnerStep(step: StepReport): LearnerStep {
  const { state, title, minutesPlanned, seconds, checks, hints, diagnoses } = step;
  const way = wayDone(step);
  const { firstPassedAt, solutionTakenAt = null } = step;
  return {
    step: step.step,
    title,
    minutesPlanned,
    state,
    seconds,
    checks,
    hints,
    way,
    doneAt: way === null ? null : (firstPassedAt ?? solutionTakenAt),
    met: Object.entries(diagnoses)
      .sort((one, other) => other[1] - one[1])
      .map(([id, found]) => ({ mistake: wordsOf(id), checks: found })),
  };
}

function wayDone(step: StepReport): WayDone | null {
  if (!isBehind(step)) return null;
  if (step.state === 'solution') return step.caughtUp ? 'caught up' : 'taken';
  if (step.solutionSeenAt !== undefined) return 'seen';
  return step.hints > 0 ? 'hints' : 'alone';
}

/** Ids. */
function mistakesNow(current: StepReport | undefined): string[] {
  if (!current || isBehind(current)) return [];
  if (current.mistakes) return current.mistakes;
  const [most] = Object.entries(current.diagnoses).sort((one, other) => other[1] - one[1]);
  return most ? [most[0]] : [];
}

function latest(times: (string | null)[]): string | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : known.reduce((one, other) => (one > other ? one : other));
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
  const { checks, hints, firstPassedAt, lastCheckedAt, reopenedAt, brokenAt } = step;
  return {
    attempts: checks,
    hints,
    lastCheckedAt: lastCheckedAt ?? undefined,
    reopenedAt,
    brokenAt,
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
    const ways = theirs.map(wayDone);
    const did = (way: WayDone) => ways.filter((each) => each === way).length;
    return {
      step,
      title,
      minutesPlanned,
      passed: passed.length,
      solution: theirs.filter(({ state }) => state === 'solution').length,
      ways: Object.fromEntries(WAYS_DONE.map((way) => [way, did(way)])) as StepSummary['ways'],
      here: here.length,
      stuck: here.filter(({ pace }) => pace === 'stuck').length,
      medianSeconds: median(passed.map(({ seconds }) => seconds)),
    };
  });
}

/** A mistake, and the step that it was met in. */
interface Met {
  mistake: MistakeWords;
  step: string;
}

function mistakesAtHand({ mistakes, at }: LearnerSummary): Met[] {
  return mistakes.map((mistake) => ({ mistake, step: at ?? '' }));
}

function mistakesMet({ steps }: LearnerSummary): Met[] {
  return steps.flatMap(({ step, met }) => met.map(({ mistake }) => ({ mistake, step })));
}

/** The mistakes of a class, each once. */
function mistakesAmong(
  learners: LearnerSummary[],
  mistakesOf: (learner: LearnerSummary) => Met[],
): MistakeSummary[] {
  const all = learners.flatMap((learner) =>
    mistakesOf(learner).map(({ mistake, step }) => ({ learner, mistake, step })),
  );
  const words = new Map(all.map(({ mistake }) => [mistake.id, mistake]));
  return [...words.values()].map((mistake) => {
    const theirs = all.filter((each) => each.mistake.id === mistake.id);
    const who = [...new Set(theirs.map(({ learner }) => learner))];
    return {
      ...mistake,
      steps: [...new Set(theirs.map(({ step }) => step))].sort(),
      learners: who.length,
      stuck: who.filter(({ pace }) => pace === 'stuck').length,
      who: who.map(({ name }) => name),
      share: who.length / learners.length,
    };
  });
}

function byCount(one: MistakeSummary, other: MistakeSummary): number {
  return other.learners - one.learners || (one.id < other.id ? -1 : 1);
}

/** @returns null of no figures */
export function median(figures: number[]): number | null {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
