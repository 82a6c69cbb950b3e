import { describeDifference } from '../../sigv4/first-difference';
import type { Mode } from '../../sigv4/vectors';
import { fitted } from '../../terminal/fitted';
import { printable } from '../../terminal/printable';
import type { Screen } from '../../terminal/screen';
import { labelled, wrapped } from '../../terminal/wrap';
import { type CaseStatus, type CaseVerdict, simplestFirst } from '../judge/judge';
import { caseName } from './case-name';
import { showCauses } from './causes';
import { showContested } from './contested';
import { showFlags } from './flags';
import { grid } from './grid';
import { showAccepted, showReasons, showRemarks, showSends } from './notes';
import { caseIn, exitCodeOf, type ReportedFault, type SignerReport } from './report';

/** What was checked, with what. */
export interface Subject {
  signer: string;
  vectors: string;
  /** Whether single cases were picked out of the vectors. */
  isPart: boolean;
}

/** The report for people, on one screen: the verdict, why, where, the evidence, what to do. */
export function humanReport(
  report: SignerReport,
  verdicts: readonly CaseVerdict[],
  subject: Subject,
  screen: Screen,
): string {
  const isAnswered = verdicts.some((one) => one.isAnswered);
  const sections = [
    showVerdict(report, subject, screen),
    report.fault ? showFault(report.fault, screen) : [],
    ...showCauses(report, verdicts, screen),
    showFirstDifference(report, verdicts, screen),
    isAnswered ? grid(verdicts, screen) : [],
    isAnswered ? showFlags(verdicts, screen) : [],
    showReasons('error', verdicts, screen),
    showReasons('skip', verdicts, screen),
    showSends(verdicts, screen),
    showAccepted(report, screen),
    showRemarks(report, verdicts, screen),
    // They would say nothing but what the failures say already.
    report.failed + report.errored === 0 ? showContested(report.contested, screen) : [],
    wrapped(`Next: ${nextStep(report, verdicts, subject.isPart)}`, screen.columns),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function showVerdict(
  report: SignerReport,
  { signer, vectors }: Subject,
  { style }: Screen,
): string[] {
  const isPassed = exitCodeOf(report) === 0;
  return [
    `${style(isPassed ? 'good' : 'bad', isPassed ? 'ok' : 'FAIL')}  ${style('strong', counts(report))}`,
    `Signer: ${printable(signer)}`,
    `Vectors: ${printable(vectors)}`,
  ];
}

function counts({ total, passed, failed, errored, skipped, accepted }: SignerReport): string {
  const counted = [
    `${passed} of ${total} pass`,
    ...(failed > 0 ? [`${failed} fail`] : []),
    ...(errored > 0 ? [`${errored} without a signature`] : []),
    ...(accepted > 0 ? [`${accepted} of these accepted`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${counted.join(', ')}.`;
}

function showFault(
  { message, case: about, stderr }: ReportedFault,
  { style, columns }: Screen,
): string[] {
  const where = about ? ` at ${caseName(about)}` : '';
  const lines = printable(message)
    .split('\n')
    .flatMap((line) => wrapped(line, columns - 2));
  const printed =
    stderr === '' ? [] : ['  The end of its standard error:', ...indented(printable(stderr), 4)];
  return [
    style('bad', `The check was broken off${where}.`),
    ...lines.map((line) => `  ${line}`),
    ...printed,
  ];
}

function showFirstDifference(
  report: SignerReport,
  verdicts: readonly CaseVerdict[],
  { style, columns }: Screen,
): string[] {
  const [simplest] = simplestFirst(withStatus(verdicts, 'fail'));
  if (!simplest) return [];
  const title = style('bad', `The simplest case that fails: ${caseName(nameOf(simplest))}`);
  const { firstDifference: given, reproducedDifference, message } = caseIn(report, simplest);
  const difference = given ?? reproducedDifference;
  if (difference) {
    const origin = 'Derived from the signature and the cause named above:';
    return [
      title,
      ...(given ? [] : labelled('  ', origin, columns)),
      ...indented(
        fitted(describeDifference(difference), columns - 2, Number.POSITIVE_INFINITY, style),
        2,
      ),
    ];
  }
  const advice =
    message ??
    'Its answer holds a signature alone. With canonicalRequest and stringToSign beside it, the ' +
      'first line that differs is shown here.';
  return [title, ...wrapped(printable(advice), columns - 2).map((line) => `  ${line}`)];
}

function nextStep(report: SignerReport, verdicts: readonly CaseVerdict[], isPart: boolean): string {
  const { fault, skipped, total } = report;
  const wrong = [...withStatus(verdicts, 'fail'), ...withStatus(verdicts, 'error')];
  const [simplest] = simplestFirst(
    wrong.filter((verdict) => caseIn(report, verdict).accepted === undefined),
  );
  if (fault?.kind === 'could-not-start') {
    return 'check that it starts by itself; then run this again.';
  }
  if (!fault && failsInQueryFormAlone(verdicts)) {
    return 'add --mode header if your signer has no query form; or fix that form.';
  }
  const alone = fault?.case ?? (simplest && nameOf(simplest));
  if (alone) {
    const fix = report.diagnosis.length > 0 ? 'fix a cause' : 'fix it';
    const look = `add --only ${alone.name} --mode ${alone.mode} to look at this case alone`;
    return verdicts.length === 1
      ? `${fix} and run this again.`
      : `${fix} and run this again; or ${look}.`;
  }
  if (fault) return 'fix what broke the check off, and run this again.';
  if (skipped === total) {
    return 'let it sign something: all was skipped, so nothing is known about this signer.';
  }
  if (isPart) return 'leave out --only to see whether the others pass too.';
  const isOfficial = verdicts.every(({ case: { vector } }) => vector.suite === 'official');
  return isOfficial
    ? 'add --set all, in place of --suite. The official suite lets much pass, such as a path that is encoded only once.'
    : 'nothing. It signs all of this as AWS does.';
}

/** All of one form right and all of the other wrong: the signer may know but the one. */
function failsInQueryFormAlone(verdicts: readonly CaseVerdict[]): boolean {
  const [passed, failed] = [withStatus(verdicts, 'pass'), withStatus(verdicts, 'fail')];
  return (
    passed.length > 0 &&
    failed.length > 1 &&
    passed.every(({ case: { mode } }) => mode === 'header') &&
    failed.every(({ case: { mode } }) => mode === 'query')
  );
}

function withStatus(verdicts: readonly CaseVerdict[], status: CaseStatus): CaseVerdict[] {
  return verdicts.filter((one) => one.status === status);
}

function nameOf({ case: { vector, mode } }: CaseVerdict): { name: string; mode: Mode } {
  return { name: vector.name, mode };
}

function indented(text: string, by: number): string[] {
  return text.split('\n').map((line) => ' '.repeat(by) + line);
}
