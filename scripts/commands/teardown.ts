import { Command } from 'commander';
import type { TeardownOptions } from '../account/teardown/command';
import { ACCOUNT_OPTIONS } from './account-options';
import { JSON_OPTION } from './answer';

export const teardown = new Command('teardown')
  .description(
    'delete everything that the workshop created under a prefix, and check that nothing is left',
  )
  .option('--verbose', 'also show each call')
  .option(...JSON_OPTION)
  .action(async (options: TeardownOptions) => {
    const { teardownCommand } = await import('../account/teardown/command');
    process.exitCode = await teardownCommand(options);
  });
for (const option of ACCOUNT_OPTIONS) teardown.addOption(option);
