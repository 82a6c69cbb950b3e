import { Command } from 'commander';
import type { ListFilter } from '../learner/commands/list';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const list = new Command('list')
  .description(
    'show all steps: which are done, which passed and are broken now, the time they took, the hints taken',
  )
  .option('--done', 'only the steps that are done')
  .option('--pending', 'only the steps that are not done')
  .option(...JSON_OPTION)
  .action(async (options: ListFilter & AnswerOptions) => {
    const { list } = await import('../learner/commands/list');
    return answer((context) => list(options, context), options);
  });
