import { describeDifference, visible } from '../../sigv4/first-difference';
import { MODES } from '../../sigv4/vectors';
import type { CaseVerdict } from '../judge/judge';
import { failuresByFlag, flagSentence } from './flags';
import { caseIn, type ReportedFault, type SignerReport } from './report';

/** The report as JUnit's XML, which CI services read: a suite for each form, a test for each case. */
export function junitReport(report: SignerReport, verdicts: readonly CaseVerdict[]): string {
  const suites = MODES.map((mode) => verdicts.filter((one) => one.case.mode === mode))
    .filter((ofMode) => ofMode.length > 0)
    .map((ofMode) => suite(ofMode, report));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="check-signer">',
    ...suites,
    ...(report.fault ? [protocolSuite(report.fault)] : []),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(verdicts: readonly CaseVerdict[], report: SignerReport): string {
  const [first] = verdicts;
  const isAccepted = (one: CaseVerdict) => caseIn(report, one).accepted !== undefined;
  const count = (status: CaseVerdict['status']) =>
    verdicts.filter((one) => one.status === status && !isAccepted(one)).length;
  const attributes = attributesOf({
    name: `${first?.case.mode} form`,
    tests: verdicts.length,
    failures: count('fail'),
    errors: count('error'),
    skipped: count('skip') + verdicts.filter(isAccepted).length,
    time: seconds(verdicts.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0)),
  });
  const tests = verdicts.map((verdict) => testCase(verdict, report));
  return [
    `  <testsuite${attributes}>`,
    ...flagProperties(verdicts),
    ...tests,
    '  </testsuite>',
  ].join('\n');
}

/** What the failing cases are about, as the properties of a suite. */
function flagProperties(verdicts: readonly CaseVerdict[]): string[] {
  const flags = failuresByFlag(verdicts);
  if (flags.length === 0) return [];
  const properties = flags.map((one) => {
    const attributes = attributesOf({ name: `flag ${one.flag}`, value: flagSentence(one) });
    return `      <property${attributes}/>`;
  });
  return ['    <properties>', ...properties, '    </properties>'];
}

function testCase(verdict: CaseVerdict, report: SignerReport): string {
  const { vector, mode } = verdict.case;
  const attributes = attributesOf({
    classname: `${mode}.${vector.group}`,
    name: vector.name,
    time: seconds(verdict.milliseconds ?? 0),
  });
  const result = resultOf(verdict, report);
  return result === ''
    ? `    <testcase${attributes}/>`
    : `    <testcase${attributes}>\n      ${result}\n    </testcase>`;
}

function resultOf(verdict: CaseVerdict, report: SignerReport): string {
  const { status, message = '' } = verdict;
  const { accepted, sends } = caseIn(report, verdict);
  if (accepted !== undefined)
    return `<skipped${attributesOf({ message: `accepted: ${accepted}` })}/>`;
  switch (status) {
    case 'pass':
      return sends.length === 0
        ? ''
        : `<system-out>${escaped(`sends: ${sends.join(', ')}`)}</system-out>`;
    case 'skip':
      return `<skipped${attributesOf({ message })}/>`;
    case 'error':
      return `<error${attributesOf({ message })}/>`;
    case 'fail': {
      const details = escaped(detailsOf(verdict, report).join('\n'));
      return `<failure${attributesOf({ message: causeOf(verdict, report) })}>${details}</failure>`;
    }
  }
}

function causeOf(verdict: CaseVerdict, report: SignerReport): string {
  const { mistakes } = caseIn(report, verdict);
  if (verdict.signed?.isRight) return verdict.message ?? '';
  return mistakes.length === 0 ? 'wrong signature' : `wrong signature: ${mistakes.join(' + ')}`;
}

/** As JUnit writes times. */
function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** Where the answer first differs, and what is to be said of each mistake that shows in it. */
function detailsOf(verdict: CaseVerdict, report: SignerReport): string[] {
  const { name, mode, mistakes, firstDifference, reproducedDifference } = caseIn(report, verdict);
  if (verdict.signed?.isRight) return [];
  const difference = firstDifference ?? reproducedDifference;
  const explanation = report.diagnosis.find(({ cases }) =>
    cases.some((one) => one.name === name && one.mode === mode),
  );
  const members = explanation?.members.filter(({ mistake }) => mistakes.includes(mistake)) ?? [];
  return [
    ...(difference ? [describeDifference(difference)] : []),
    ...members.flatMap(({ mistake, title, variant, why, fix }) => [
      `${mistake}: ${title} (${variant})`,
      `why: ${why}`,
      `fix: ${fix}`,
    ]),
    ...(members.length === 0 ? ['No mistake of the catalogue gives this signature.'] : []),
  ];
}

/** A test of its own: the cases may all be right although the signer broke off. */
function protocolSuite({ kind, message, stderr }: ReportedFault): string {
  const details = stderr === '' ? message : `${message}\n${stderr}`;
  return [
    `  <testsuite${attributesOf({ name: 'protocol', tests: 1, failures: 0, errors: 1, skipped: 0 })}>`,
    `    <testcase${attributesOf({ classname: 'protocol', name: 'answers every case' })}>`,
    `      <error${attributesOf({ type: kind, message })}>${escaped(details)}</error>`,
    '    </testcase>',
    '  </testsuite>',
  ].join('\n');
}

function attributesOf(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML cannot hold control characters, not even escaped ones; `visible` writes them out. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}]/gu, (character) => (character === '\n' ? '\n' : visible(character)))
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll('\n', '&#10;');
}
