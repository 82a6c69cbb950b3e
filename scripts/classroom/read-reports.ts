import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { LearnerReport } from './report';
import { readReportFile } from './report-file';

export interface ReadReports {
  /** One of each learner, the newest. */
  reports: LearnerReport[];
  /** The JSON files that are no reports, or not the newest of a learner, and why. */
  refused: { file: string; why: string }[];
}

interface FoundReport {
  file: string;
  report: LearnerReport;
}

/**
 * Reads the reports of a class.
 *
 * @param folder where they lie, as `.json`; in folders below it, too, except `node_modules` and
 *   hidden ones
 * @throws Error if there is no such folder, or no report in it; then it says of each file why it is
 *   none
 */
export function readReports(folder: string): ReadReports {
  const read = readReportsIfAny(folder);
  if (read.reports.length === 0) throw noReport(folder, read.refused);
  return read;
}

/**
 * As `readReports`, for a class that may have none yet.
 *
 * @throws Error if there is no such folder
 */
export function readReportsIfAny(folder: string): ReadReports {
  const found: FoundReport[] = [];
  const refused: ReadReports['refused'] = [];
  for (const file of filesIn(folder)) {
    const read = readReportFile(path.join(folder, file));
    if ('report' in read) found.push({ file, ...read });
    else refused.push({ file, ...read });
  }
  const newest = newestOfEach(found);
  const older = found.filter((each) => newest.get(each.report.learner) !== each);
  return {
    reports: [...newest.values()].map(({ report }) => report),
    refused: [
      ...refused,
      ...older.map((each) => ({
        file: each.file,
        why: whyOlder(each, newest.get(each.report.learner) ?? each),
      })),
    ],
  };
}

/** The JSON files in a folder and below it, with slashes. */
function filesIn(folder: string, below = ''): string[] {
  const entries = entriesOf(path.join(folder, below));
  return entries.flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return isOthers(entry.name) ? [] : filesIn(folder, file);
    return /\.json$/i.test(entry.name) ? [file] : [];
  });
}

function isOthers(folder: string): boolean {
  return folder === 'node_modules' || folder.startsWith('.');
}

const CAUSES: Record<string, string> = {
  ENOENT: 'There is no folder of this name',
  ENOTDIR: 'It is a file',
  EACCES: 'You may not read it',
};

function entriesOf(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Error(
      `${folder} cannot be read as a folder of reports. ${CAUSES[code] ?? message}. Put the reports ` +
        'of the class into a folder, and name it: npm run workshop -- class FOLDER',
      { cause: error },
    );
  }
}

function noReport(folder: string, refused: ReadReports['refused']): Error {
  const how = 'Each learner makes one with: npm run workshop -- report';
  if (refused.length === 0) return new Error(`${folder} holds no report. ${how}`);
  const lines = refused.map(({ file, why }) => `  ${file}: ${why}`);
  return new Error(`${folder} holds no report that can be read.\n${lines.join('\n')}\n${how}`);
}

/** By the learner's id; of two that are equally old, the first. */
function newestOfEach(found: FoundReport[]): Map<string, FoundReport> {
  const byLearner = new Map<string, FoundReport>();
  for (const each of found) {
    const other = byLearner.get(each.report.learner);
    if (!other || other.report.at < each.report.at) byLearner.set(each.report.learner, each);
  }
  return byLearner;
}

function whyOlder({ report }: FoundReport, newest: FoundReport): string {
  if (report.at === newest.report.at) return `it is a copy of ${newest.file}`;
  return `${newest.file} is newer, and from the same copy of the workshop (${report.learner})`;
}
