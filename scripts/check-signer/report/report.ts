import type { Diagnosis, Explanation, Unexplained } from '../../sigv4/diagnosis/diagnose';
import type { Difference } from '../../sigv4/first-difference';
import type { Mode } from '../../sigv4/vectors';
import type { CheckCase } from '../cases/select-cases';
import type { Status, Verdict } from '../judge/judge';
import type { Fault } from '../signer/fault';

/** What `--json` prints; fixtures/check-signer/report.schema.json describes it. */
export interface Report {
  schema: 1;
  total: number;
  passed: number;
  failed: number;
  errored: number;
  skipped: number;
  /** In the order of asking. */
  cases: ReportedCase[];
  /** The best explanation first. */
  diagnosis: Explanation[];
  /** What nothing in the catalogue explains; null if there is nothing of that kind. */
  unexplained: Unexplained | null;
  /** How the signer broke off or broke the protocol; null if it did not. */
  fault: ReportedFault | null;
  /** What was odd about the signer and did no harm. */
  remarks: string[];
}

export interface ReportedCase {
  name: string;
  mode: Mode;
  status: Status;
  firstDifference: Difference | null;
  /** Those mistakes of its explanation that show in this case. */
  mistakes: string[];
  message?: string;
}

export interface ReportedFault extends Omit<Fault, 'caseId'> {
  /** The case that it is about, or the first without an answer; null if there is none. */
  case: { name: string; mode: Mode } | null;
}

/** Puts together all that is known about a signer. */
export function reportOf(
  verdicts: readonly Verdict[],
  diagnosis: Diagnosis,
  { fault, remarks }: { fault: Fault | null; remarks: string[] },
): Report {
  const count = (status: Status) => verdicts.filter((one) => one.status === status).length;
  return {
    schema: 1,
    total: verdicts.length,
    passed: count('pass'),
    failed: count('fail'),
    errored: count('error'),
    skipped: count('skip'),
    cases: verdicts.map((verdict) => reportedCase(verdict, diagnosis)),
    diagnosis: diagnosis.explanations,
    unexplained: diagnosis.unexplained,
    fault: fault && reportedFault(fault, verdicts),
    remarks,
  };
}

function reportedCase(verdict: Verdict, { cases }: Diagnosis): ReportedCase {
  const { status, firstDifference, message } = verdict;
  const { name, mode } = nameOf(verdict.case);
  const diagnosed = cases.find((one) => one.name === name && one.mode === mode);
  return { name, mode, status, firstDifference, mistakes: diagnosed?.mistakes ?? [], message };
}

function reportedFault({ caseId, ...fault }: Fault, verdicts: readonly Verdict[]): ReportedFault {
  const about = verdicts.find((verdict) => verdict.case.id === caseId);
  return { ...fault, case: about ? nameOf(about.case) : null };
}

function nameOf({ vector, mode }: CheckCase): { name: string; mode: Mode } {
  return { name: vector.name, mode };
}

/** 0: all passed or were skipped, and not all were skipped. 1: not so. 2: there is a fault. */
export function exitCodeOf({ fault, passed, failed, errored }: Report): 0 | 1 | 2 {
  if (fault) return 2;
  return failed + errored === 0 && passed > 0 ? 0 : 1;
}
