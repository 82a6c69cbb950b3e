import { Command } from 'commander';
import type { ReportCommandOptions } from '../classroom/commands/report';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const report = new Command('report')
  .description('write a report for your instructor: progress, times, mistakes met, hints')
  .option('--name <name>', 'tell your name; otherwise nobody is named')
  .option('--source', 'tell what you wrote; otherwise no code is in it')
  .option('--output <file>', 'the file to write')
  .option(...JSON_OPTION)
  .action(async (options: ReportCommandOptions & AnswerOptions) => {
    const { report } = await import('../classroom/commands/report');
    return answer((context) => report(options, context), options);
  });
