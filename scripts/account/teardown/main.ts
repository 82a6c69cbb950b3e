import { Command } from 'commander';
import { runCommand } from '../run-command';
import { type TeardownOptions, teardownCommand } from './command';

/** `npm run teardown`: removes what the workshop made on local AWS or, live, on the real account. */
new Command('npm run teardown --')
  .description('Removes all that the workshop made under a prefix, and proves it by looking again.')
  .option('--live', 'the real account of your credentials, not local AWS')
  .option('--prefix <prefix>', "what all names begin with (default: the user's name)")
  .option('--region <region>', 'of the real account (default: the one of your profile)')
  .option('--yes', 'do not ask before working on a real account')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action((options: TeardownOptions) => runCommand(() => teardownCommand(options)))
  .parse();
