import { Command } from 'commander';
import type { ClassCommandOptions } from '../classroom/commands/class';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const classPage = new Command('class')
  .description('show the reports of a class on one page')
  .argument('<folder>', 'where the reports are')
  .option('--title <title>', 'the title of the page')
  .option('--output <file>', 'the page to write; if left out, class.html in the folder')
  .option(...JSON_OPTION)
  .action(async (folder: string, options: ClassCommandOptions & AnswerOptions) => {
    const { classReport } = await import('../classroom/commands/class');
    return answer(({ now }) => classReport(folder, options, now), options);
  });
