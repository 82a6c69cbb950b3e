import { parseJson } from '../../files/json';
import type { Step } from '../../learner/steps';
import type { LearnerReport, StepReport } from '../report';
import { type ReadReport, readReport } from '../report-file';

/** What a learner sent, or why it is not a report: the end of a sentence. */
export type ReceivedReport = ReadReport;

/** What is known here, and not taken from a report. */
export interface KnownHere {
  steps: Step[];
  isMistake: (id: string) => boolean;
  now: Date;
}

/**
 * Reads a report that came over the network, and trusts nothing in it: titles and plans are those of
 * the steps here, mistakes are those that are known here, no moment lies in the future, and source
 * code is left out.
 *
 * @param text as it came
 */
export function receivedReport(text: string, known: KnownHere): ReceivedReport {
  const read = readReport(parseJson(text));
  if ('why' in read) return read;
  const { kind, version, learner, name, sequence, workshop, at, steps } = read.report;
  const theirs = new Map(steps.map((step) => [step.step, step]));
  const report: LearnerReport = {
    kind,
    version,
    learner,
    name,
    sequence,
    workshop,
    at: notAfter(known.now, at),
    steps: known.steps.map((step) => trusted(step, theirs.get(step.id), known)),
  };
  return { report };
}

function trusted(step: Step, theirs: StepReport | undefined, known: KnownHere): StepReport {
  const here = { step: step.id, title: step.title, minutesPlanned: step.minutes };
  if (!theirs) return { ...NOTHING_DONE, ...here };
  const { now, isMistake } = known;
  const { diagnoses, mistakes, firstPassedAt, lastCheckedAt, reopenedAt } = theirs;
  const { solutionSeenAt, solutionTakenAt } = theirs;
  return {
    ...theirs,
    ...here,
    firstPassedAt: firstPassedAt && notAfter(now, firstPassedAt),
    lastCheckedAt: lastCheckedAt && notAfter(now, lastCheckedAt),
    reopenedAt: reopenedAt && notAfter(now, reopenedAt),
    solutionSeenAt: solutionSeenAt && notAfter(now, solutionSeenAt),
    solutionTakenAt: solutionTakenAt && notAfter(now, solutionTakenAt),
    diagnoses: Object.fromEntries(Object.entries(diagnoses).filter(([id]) => isMistake(id))),
    mistakes: mistakes?.filter(isMistake),
    source: undefined,
  };
}

const NOTHING_DONE = {
  state: 'not begun',
  seconds: 0,
  checks: 0,
  hints: 0,
  firstPassedAt: null,
  lastCheckedAt: null,
  diagnoses: {},
} as const;

/** A learner's clock may be wrong, or a lie; a text that is not a moment counts as now. */
function notAfter(now: Date, time: string): string {
  return Date.parse(time) <= now.getTime() ? time : now.toISOString();
}
