import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const reset = new Command('reset')
  .description('start a step over; your work is saved first')
  .argument('<step>', 'its number')
  .option(...JSON_OPTION)
  .action(async (wanted: string, options: AnswerOptions) => {
    const [{ reset }, { stepNumbered }] = await Promise.all([
      import('../learner/commands/reset'),
      import('../learner/steps'),
    ]);
    return answer((context) => reset(stepNumbered(context.steps(), wanted), context), options);
  });
