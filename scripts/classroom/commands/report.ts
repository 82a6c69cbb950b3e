import path from 'node:path';
import type { CommandAnswer, CommandContext } from '../../learner/command';
import { makeReport } from '../report';
import { writeOutput } from '../write-output';

export interface ReportCommandOptions {
  name?: string;
  source?: boolean;
  /** The file to write; one in `.workshop/` if left out. */
  output?: string;
}

/**
 * Writes the learner's report.
 *
 * @throws Error if the steps cannot be read, or the file cannot be written
 */
export function report(
  { name, source, output }: ReportCommandOptions,
  { root, steps, progress, now }: CommandContext,
): CommandAnswer {
  const parts = { root, steps: steps(), progress: progress.read(), now };
  const made = makeReport({ ...parts, name: name?.trim().slice(0, 80) || undefined, source });
  const file = path.resolve(output ?? path.join(root, '.workshop', `report-${made.learner}.json`));
  writeOutput(file, `${JSON.stringify(made, null, 2)}\n`);

  const data = { file, report: made };
  const held = [
    'progress, times, checks, hints and mistakes of each step',
    made.name === undefined ? 'no name (--name NAME tells it)' : `the name ${made.name}`,
    source ? 'the source of your files' : 'no line of your code (--source tells it)',
  ];
  const text = `Your report: ${file}\n\nIt holds ${held.join(';\n')}.\n\nGive it to your instructor.`;
  return { data, text };
}
