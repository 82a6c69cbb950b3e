import { Command } from 'commander';
import type { VerifyOptions } from '../verify/command';
import { ACCOUNT_OPTIONS } from './account-options';
import { JSON_OPTION } from './answer';

export const verify = new Command('verify')
  .description('verify a step on AWS; without a number, all steps in order')
  .argument('[step]', 'its number')
  .option('--solutions', 'run the finished code instead of yours')
  .option('--verbose', 'also show each call and the answer of AWS')
  .option(...JSON_OPTION)
  .action(async (step: string | undefined, options: VerifyOptions) => {
    const { verifyCommand } = await import('../verify/command');
    process.exitCode = await verifyCommand(step, options);
  });
for (const option of ACCOUNT_OPTIONS) verify.addOption(option);
