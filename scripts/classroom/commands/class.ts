import path from 'node:path';
import type { CommandAnswer } from '../../learner/command';
import { count } from '../../terminal/words';
import { classPage } from '../class-page/class-page';
import { summarize } from '../class-summary';
import { readReports } from '../read-reports';
import { writeOutput } from '../write-output';

export interface ClassCommandOptions {
  /** What is above the page. */
  title?: string;
  /** The file to write; `class.html` beside the reports if left out. */
  output?: string;
}

export const CLASS_TITLE = 'The workshop, as a class';

/**
 * Puts the reports in a folder together on one page.
 *
 * @throws Error if there is no report in the folder, or the page cannot be written
 */
export function classReport(
  folder: string,
  { title = CLASS_TITLE, output }: ClassCommandOptions,
  now: Date,
): CommandAnswer {
  const summary = summarize(readReports(folder));
  const file = path.resolve(output ?? path.join(folder, 'class.html'));
  writeOutput(file, classPage(summary, { title, made: now }));

  const { learners, remarks, refused } = summary;
  const text = [
    `${count(learners.length, 'learner')}: open ${file} in a browser.`,
    ...remarks,
    ...refused.map((left) => `Left out: ${left.file}, because ${left.why}.`),
  ];
  return { data: { file, ...summary }, text: text.join('\n') };
}
