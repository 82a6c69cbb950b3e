import { describeDifference, visible } from '../../sigv4/first-difference';
import type { Mode } from '../../sigv4/vectors';
import type { Screen } from '../../terminal/screen';
import { count } from '../../terminal/words';
import { wrapped } from '../../terminal/wrap';
import { type CaseStatus, type CaseVerdict, simplestFirst } from '../judge/judge';
import { caseName } from './case-name';
import { showCauses } from './causes';
import { showContested } from './contested';
import { grid } from './grid';
import { caseIn, type ReportedFault, type SignerReport } from './report';

/** What was checked, with what. */
export interface Subject {
  signer: string;
  vectors: string;
  /** Whether single cases were picked out of the vectors. */
  isPart: boolean;
}

/** The report for people, on one screen: what passed, where it first goes wrong, why, what to do. */
export function humanReport(
  report: SignerReport,
  verdicts: readonly CaseVerdict[],
  { signer, vectors, isPart }: Subject,
  screen: Screen,
): string {
  const { style } = screen;
  const isAnswered = verdicts.some((one) => one.isAnswered);
  const sections = [
    [style('strong', `Signer: ${signer}`), `Vectors: ${vectors}`],
    [...(isAnswered ? grid(verdicts, screen) : []), summary(report)],
    report.fault ? showFault(report.fault, screen) : [],
    showReasons('error', verdicts, screen),
    showReasons('skip', verdicts, screen),
    showRemarks(report, verdicts, screen),
    showFirstDifference(report, verdicts, screen),
    ...showCauses(report, verdicts, screen),
    // They would say nothing but what the failures say already.
    report.failed + report.errored === 0 ? showContested(report.contested, screen) : [],
    wrapped(`Next: ${nextStep(report, verdicts, isPart)}`, screen.columns),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function summary({ total, passed, failed, errored, skipped }: SignerReport): string {
  const counts = [
    `${passed} of ${total} pass`,
    ...(failed > 0 ? [`${failed} fail`] : []),
    ...(errored > 0 ? [`${errored} without a signature`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `  ${counts.join(', ')}.`;
}

function showFault(
  { message, case: about, stderr }: ReportedFault,
  { style, columns }: Screen,
): string[] {
  const where = about ? ` at ${caseName(about)}` : '';
  const lines = message.split('\n').flatMap((line) => wrapped(line, columns - 2));
  const printed = stderr === '' ? [] : ['  The end of its standard error:', ...indented(stderr, 4)];
  return [
    style('bad', `The check was broken off${where}.`),
    ...lines.map((line) => `  ${line}`),
    ...printed,
  ];
}

function showReasons(
  status: 'error' | 'skip',
  verdicts: readonly CaseVerdict[],
  { style, columns }: Screen,
): string[] {
  // A case that was never answered is spoken of by the fault.
  const withReason = withStatus(verdicts, status).filter(({ isAnswered }) => isAnswered);
  const [first] = withReason;
  if (!first) return [];
  const what = status === 'error' ? 'Answered with an error' : 'Skipped by the signer';
  const title = `${what}: ${count(withReason.length, 'case')}. The first, ${caseName(nameOf(first))}:`;
  const reason = visible(first.message ?? '');
  return [
    style(status === 'error' ? 'bad' : 'faint', title),
    ...wrapped(reason, columns - 2)
      .slice(0, 3)
      .map((line) => `  ${line}`),
  ];
}

function showRemarks(
  { remarks }: SignerReport,
  verdicts: readonly CaseVerdict[],
  { columns }: Screen,
): string[] {
  const odd = withStatus(verdicts, 'pass').filter(({ message }) => message !== undefined);
  const [first] = odd;
  const others = first
    ? [`${count(odd.length, 'case')} like ${caseName(nameOf(first))}: ${first.message}`]
    : [];
  return [...remarks, ...others].flatMap((remark) => wrapped(`Note: ${remark}`, columns));
}

function showFirstDifference(
  report: SignerReport,
  verdicts: readonly CaseVerdict[],
  { style, columns }: Screen,
): string[] {
  const [simplest] = simplestFirst(withStatus(verdicts, 'fail'));
  if (!simplest) return [];
  const title = style('bad', `The simplest case that fails: ${caseName(nameOf(simplest))}`);
  const { firstDifference: given, reproducedDifference } = caseIn(report, simplest);
  const difference = given ?? reproducedDifference;
  if (difference) {
    const origin = 'Computed from the signature alone, by way of the cause that is named below:';
    return [
      title,
      ...(given ? [] : indented(origin, 2)),
      ...indented(describeDifference(difference), 2),
    ];
  }
  const advice =
    'Its answer holds a signature alone. With canonicalRequest and stringToSign beside it, the ' +
    'first line that differs is shown here.';
  return [title, ...wrapped(advice, columns - 2).map((line) => `  ${line}`)];
}

function nextStep(report: SignerReport, verdicts: readonly CaseVerdict[], isPart: boolean): string {
  const { fault, failed, errored, passed } = report;
  const [simplest] = simplestFirst([
    ...withStatus(verdicts, 'fail'),
    ...withStatus(verdicts, 'error'),
  ]);
  if (fault?.kind === 'could-not-start') {
    return 'see that it starts by itself; then run this again.';
  }
  if (!fault && failsInQueryFormAlone(verdicts)) {
    return 'add --mode header if your signer has no query form; or mend that form.';
  }
  const alone = fault?.case ?? (simplest && nameOf(simplest));
  if (alone) {
    const mend = report.diagnosis.length > 0 ? 'mend a cause' : 'mend it';
    const look = `add --only ${alone.name} --mode ${alone.mode} to look at this case alone`;
    return verdicts.length === 1
      ? `${mend} and run this again.`
      : `${mend} and run this again; or ${look}.`;
  }
  if (fault) return 'mend what was broken off, and run this again.';
  if (failed + errored === 0 && passed === 0) {
    return 'let it sign something: all was skipped, so nothing is known about this signer.';
  }
  if (isPart) return 'leave out --only, to see whether the others pass too.';
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
