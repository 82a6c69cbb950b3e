import { Command } from 'commander';
import type { VerifyOptions } from '../verify/command';
import { ACCOUNT_OPTIONS } from './account-options';
import { JSON_OPTION } from './answer';

export const verify = new Command('verify')
  .description('verify a step on AWS; without a number, all of them in their order')
  .argument('[step]', 'its number')
  .option('--solutions', 'the finished code, not yours')
  .option('--verbose', 'show each call and what AWS answered, too')
  .option(...JSON_OPTION)
  .action(async (step: string | undefined, options: VerifyOptions) => {
    const { verifyCommand } = await import('../verify/command');
    process.exitCode = await verifyCommand(step, options);
  });
for (const option of ACCOUNT_OPTIONS) verify.addOption(option);
