import { Command } from 'commander';
import type { TeardownOptions } from '../account/teardown/command';
import { ACCOUNT_OPTIONS } from './account-options';

export const teardown = new Command('teardown')
  .description('remove all that the workshop made under a prefix, and check that nothing is left')
  .action(async (options: TeardownOptions) => {
    const { teardownCommand } = await import('../account/teardown/command');
    process.exitCode = await teardownCommand(options);
  });
for (const option of ACCOUNT_OPTIONS) teardown.addOption(option);
