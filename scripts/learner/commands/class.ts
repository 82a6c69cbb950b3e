import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { classPage } from '../report/class-page/class-page';
import { summarize } from '../report/class-summary';
import { readReports } from '../report/read-reports';
import type { Answer } from './command';

export interface ClassCommandOptions {
  /** What stands above the page. */
  title?: string;
  /** The file to write; `class.html` beside the reports if left out. */
  output?: string;
}

/**
 * Puts the reports in a folder together on one page.
 *
 * @throws Error if there is no report in the folder, or the page cannot be written
 */
export function classReport(
  folder: string,
  { title = 'The workshop, as a class', output }: ClassCommandOptions,
  now: Date,
): Answer {
  const summary = summarize(readReports(folder));
  const file = path.resolve(output ?? path.join(folder, 'class.html'));
  writeFileSync(file, classPage(summary, title, now));

  const { learners, refused } = summary;
  const text = [
    `${learners.length} learners: open ${file} in a browser.`,
    ...refused.map((left) => `Left out: ${left.file}, because ${left.why}.`),
  ];
  return { data: { file, ...summary }, text: text.join('\n') };
}
