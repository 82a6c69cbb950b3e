import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import schema from '../../../fixtures/learner/report.schema.json';
import type { Report } from './report';

export interface ReadReports {
  /** One of each learner, the newest. */
  reports: Report[];
  /** The JSON files that are no reports, and why. */
  refused: { file: string; why: string }[];
}

/**
 * Reads the reports of a class.
 *
 * @param folder where they lie, as `.json`; what lies in folders below it is not read
 * @throws Error if there is no such folder, or no report in it
 */
export function readReports(folder: string): ReadReports {
  const isReport = new Ajv().compile<Report>(schema);
  const files = namesIn(folder).filter((name) => name.endsWith('.json'));
  const all: Report[] = [];
  const refused: ReadReports['refused'] = [];
  for (const file of files) {
    const content = parsed(readFileSync(path.join(folder, file), 'utf8'));
    if (isReport(content)) all.push(content);
    else refused.push({ file, why: whyNot(content, isReport.errors) });
  }
  if (all.length === 0) {
    throw new Error(
      `${folder} holds no report. Each learner makes one with: npm run workshop -- report`,
    );
  }
  return { reports: newestOfEach(all), refused };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new Error(`${folder} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyNot(content: unknown, errors: ErrorObject[] | null | undefined): string {
  if (content === undefined) return 'it is no JSON';
  const [first] = errors ?? [];
  return `it is no report: ${first?.instancePath || 'it'} ${first?.message}`;
}

function newestOfEach(reports: Report[]): Report[] {
  const byLearner = new Map<string, Report>();
  for (const report of reports) {
    const other = byLearner.get(report.learner);
    if (!other || other.at < report.at) byLearner.set(report.learner, report);
  }
  return [...byLearner.values()];
}
