import type {
  Diagnosis,
  Explanation,
  NearMiss,
  ToldMistake,
  Unexplained,
} from '../../sigv4/diagnosis/diagnose';
import type { Difference } from '../../sigv4/first-difference';
import { flagsOf } from '../../sigv4/vector-flags';
import type { Mode } from '../../sigv4/vectors';
import { type AcceptedCase, acceptedFor } from '../accepted/accepted-cases';
import type { CheckCase } from '../cases/select-cases';
import type { ContestedAnswer } from '../judge/compare-contested';
import type { CaseStatus, CaseVerdict } from '../judge/judge';
import { reproducedDifference } from '../judge/reproduced-difference';
import type { SignerFault } from '../signer/fault';
import type { SignerRun } from '../signer/recovery';
import { type FlaggedFailures, failuresByFlag } from './flags';

/** What `--json` prints; fixtures/check-signer/report.schema.json describes it. */
export interface SignerReport {
  schema: 1;
  total: number;
  passed: number;
  failed: number;
  errored: number;
  skipped: number;
  /** Of those that failed or errored: the ones that the signer's authors accept. */
  accepted: number;
  /** In the order of asking. */
  cases: CaseReport[];
  /** Cases that are accepted, and pass. */
  passedAgain: { name: string; mode: Mode }[];
  /** What came of the cases on which maintained signers differ; they count in no total. */
  contested: readonly ContestedAnswer[];
  /** What the cases that fail or error are about, in the order of the stages. */
  flags: FlaggedFailures[];
  /** The best explanation first. */
  diagnosis: Explanation[];
  /** What would explain failed cases, except a few passed ones that speak against it. */
  nearMisses: NearMiss[];
  /** Mistakes that the texts of unexplained answers show, beside one that is not known. */
  told: ToldMistake[];
  /** What nothing in the catalogue explains; null if there is nothing of that kind. */
  unexplained: ReportedUnexplained | null;
  /** How the signer broke off or broke the protocol; null if it did not. */
  fault: ReportedFault | null;
  /** What was odd about the signer and did no harm. */
  remarks: string[];
}

export interface CaseReport {
  name: string;
  mode: Mode;
  /** What it is about: `path-encoding`; at least one. */
  flags: string[];
  status: CaseStatus;
  /** Among what the signer told. */
  firstDifference: Difference | null;
  /** Where it told nothing but a signature: computed by way of the explanation that gives it. */
  reproducedDifference: Difference | null;
  /** Those mistakes of its explanation that show in this case. */
  mistakes: string[];
  /** In what the request that is sent differs from the case's, where the signer tells it. */
  sends: string[];
  message?: string;
  /** Why the signer's authors accept that it goes wrong. */
  accepted?: string;
  /** How long its answer took; absent if it never came. */
  milliseconds?: number;
}

export interface ReportedUnexplained extends Omit<Unexplained, 'firstDifference'> {
  firstDifference: Difference | null;
}

export interface ReportedFault extends Omit<SignerFault, 'caseId'> {
  /** The case that it is about, or the first without an answer; null if there is none. */
  case: { name: string; mode: Mode } | null;
}

/** What a report is made of, besides the verdicts and their diagnosis. */
export interface ReportOptions {
  run?: Partial<Pick<SignerRun, 'fault' | 'remarks'>>;
  contested?: readonly ContestedAnswer[];
  accepted?: readonly AcceptedCase[];
}

/** Puts together all that is known about a signer. */
export function reportOf(
  verdicts: readonly CaseVerdict[],
  diagnosis: Diagnosis,
  { run, contested = [], accepted = [] }: ReportOptions = {},
): SignerReport {
  const count = (status: CaseStatus) => verdicts.filter((one) => one.status === status).length;
  const cases = verdicts.map((verdict) => {
    const reported = reportedCase(verdict, diagnosis, verdicts);
    return isWrong(verdict)
      ? { ...reported, accepted: acceptedFor(verdict, accepted)?.reason }
      : reported;
  });
  return {
    schema: 1,
    total: verdicts.length,
    passed: count('pass'),
    failed: count('fail'),
    errored: count('error'),
    skipped: count('skip'),
    accepted: cases.filter((one) => one.accepted !== undefined).length,
    cases,
    passedAgain: verdicts
      .filter((verdict) => verdict.status === 'pass' && acceptedFor(verdict, accepted))
      .map((verdict) => nameOf(verdict.case)),
    contested,
    flags: failuresByFlag(verdicts),
    diagnosis: diagnosis.explanations,
    nearMisses: diagnosis.nearMisses,
    told: diagnosis.told,
    unexplained: reportedUnexplained(diagnosis),
    fault: run?.fault ? reportedFault(run.fault, verdicts) : null,
    remarks: run?.remarks ?? [],
  };
}

function isWrong({ status }: CaseVerdict): boolean {
  return status === 'fail' || status === 'error';
}

function reportedCase(
  verdict: CaseVerdict,
  { cases, explanations }: Diagnosis,
  verdicts: readonly CaseVerdict[],
): CaseReport {
  const { status, signed, firstDifference, message, milliseconds } = verdict;
  const { name, mode } = nameOf(verdict.case);
  const diagnosed = cases.find((one) => one.name === name && one.mode === mode);
  const isReproduced = status === 'fail' && firstDifference === undefined;
  return {
    name,
    mode,
    flags: flagsOf(verdict.case.vector),
    status,
    firstDifference: firstDifference ?? null,
    reproducedDifference:
      (isReproduced ? reproducedDifference(verdict, explanations, verdicts) : undefined) ?? null,
    mistakes: diagnosed?.mistakes ?? [],
    sends: signed?.sends ?? [],
    message,
    milliseconds: milliseconds && Math.round(milliseconds * 1000) / 1000,
  };
}

function reportedUnexplained({ unexplained }: Diagnosis): ReportedUnexplained | null {
  if (!unexplained) return null;
  return { ...unexplained, firstDifference: unexplained.firstDifference ?? null };
}

/** What a report says of a case. */
export function caseIn(
  { cases }: SignerReport,
  { case: { vector, mode } }: CaseVerdict,
): CaseReport {
  const found = cases.find((one) => one.name === vector.name && one.mode === mode);
  if (!found) throw new Error(`The report has no case ${vector.name} in ${mode} form.`);
  return found;
}

function reportedFault(
  { caseId, ...fault }: SignerFault,
  verdicts: readonly CaseVerdict[],
): ReportedFault {
  const about = verdicts.find((verdict) => verdict.case.id === caseId);
  return { ...fault, case: about ? nameOf(about.case) : null };
}

function nameOf({ vector, mode }: CheckCase): { name: string; mode: Mode } {
  return { name: vector.name, mode };
}

/**
 * 0: all passed, were skipped, or are accepted, and not all were skipped. 1: not so. 2: there is a
 * fault.
 */
export function exitCodeOf({ fault, passed, failed, errored, accepted }: SignerReport): 0 | 1 | 2 {
  if (fault) return 2;
  return failed + errored === accepted && passed + accepted > 0 ? 0 : 1;
}
