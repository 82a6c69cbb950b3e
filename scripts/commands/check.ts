import { Command } from 'commander';
import { SEED_VARIABLE } from '../jest/seed';
import { answer, STEP_ARGUMENT } from './answer';

export const check = new Command('check')
  .description('check a step once: exit code 0 if it passes, 1 if it does not')
  .argument(...STEP_ARGUMENT)
  .option('--seed <number>', 'repeat the generated cases of the run that showed this seed')
  .action(async (wanted: string | undefined, { seed }: { seed?: string }) => {
    // The process of the check inherits it.
    if (seed !== undefined) process.env[SEED_VARIABLE] = seed;
    const { check } = await import('../learner/commands/check');
    return answer((context) => check(wanted, context));
  });
