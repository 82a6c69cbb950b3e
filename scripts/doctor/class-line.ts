import type { CheckResult } from './check';

const COLUMNS_OF_NAME = 40;

/** What a check was of, and what it has found. */
export interface TitledResult {
  title: string;
  finding: CheckResult;
}

/**
 * A machine in one line, for the list of an instructor: that it is ready, and what there is; or that
 * it is not, and what is to be done first.
 *
 * @param name whose machine it is; nobody is named without
 */
export function classLine(findings: TitledResult[], name = ''): string {
  const failures = findings.flatMap(({ title, finding }) =>
    finding.state === 'failed' ? [`${title}: ${firstLine(finding.problem)} ${finding.remedy}`] : [],
  );
  const [first, ...others] = failures;
  const briefs = findings.flatMap(({ finding }) => ('brief' in finding ? [finding.brief] : []));
  const more = others.length > 0 ? [`(and ${others.length} more)`] : [];
  const parts = first === undefined ? ['ok', name, ...briefs] : ['NOT READY', name, first, ...more];
  return parts
    .map((part, index) => inOneLine(part ?? '', index === 1 ? COLUMNS_OF_NAME : undefined))
    .filter((part) => part !== '')
    .join('  ');
}

/** What follows in a problem of several lines is for those who look at that machine. */
function firstLine(text: string): string {
  return text.split('\n')[0]!;
}

function inOneLine(text: string, columns?: number): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, columns);
}
