import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION } from './answer';

export const catchUp = new Command('catch-up')
  .description('finish the unfinished steps before a step, with the solutions')
  .argument('<step>', 'its number')
  .option(...JSON_OPTION)
  .action(async (wanted: string, options: AnswerOptions) => {
    const [{ catchUp }, { passesCheck }, { stepNumbered }] = await Promise.all([
      import('../learner/commands/catch-up'),
      import('../learner/checked'),
      import('../learner/steps'),
    ]);
    return answer((context) => {
      const target = stepNumbered(context.steps(), wanted);
      return catchUp(target, context, (step) => passesCheck(step, context));
    }, options);
  });
