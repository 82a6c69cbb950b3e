import { Command } from 'commander';
import { answer, STEP_ARGUMENT } from './answer';

export const hint = new Command('hint')
  .description('check a step, and show the next hint for what is wrong')
  .argument(...STEP_ARGUMENT)
  .action(async (wanted?: string) => {
    const { hint } = await import('../learner/commands/check');
    return answer((context) => hint(wanted, context));
  });
