import { Command } from 'commander';
import type { ReportCommandOptions } from '../classroom/commands/report';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const report = new Command('report')
  .description('write a report for your instructor: progress, times, mistakes, hints taken')
  .option('--name <name>', 'your name; without it, the report contains none')
  .option('--source', 'include your code; without it, the report contains none')
  .option('--output <file>', 'the file to write')
  .option(...JSON_OPTION)
  .action(async (options: ReportCommandOptions & AnswerOptions) => {
    const { report } = await import('../classroom/commands/report');
    return answer((context) => report(options, context), options);
  });
