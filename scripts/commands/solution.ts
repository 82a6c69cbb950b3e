import { Command } from 'commander';
import { type AnswerOptions, answer, JSON_OPTION, STEP_ARGUMENT } from './answer';

export const solution = new Command('solution')
  .description('show the differences between your work and the solution of a step')
  .argument(...STEP_ARGUMENT)
  .option('--write', 'write the solution into your files; your work is saved first')
  .option(...JSON_OPTION)
  .action(async (wanted: string | undefined, options: { write?: boolean } & AnswerOptions) => {
    const [{ showSolution, writeSolution }, { passesCheck }, { stepFor }, { allDone }] =
      await Promise.all([
        import('../learner/commands/solution'),
        import('../learner/checked'),
        import('../learner/command'),
        import('../learner/commands/check'),
      ]);
    return answer(async (context) => {
      const step = stepFor(wanted, context);
      if (!step) return allDone(context);
      if (options.write) return writeSolution(step, context);
      return showSolution(step, await passesCheck(step, context), context);
    }, options);
  });
