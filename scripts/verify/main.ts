import { Command } from 'commander';
import { runCommand } from '../account/run-command';
import { type VerifyOptions, verifyCommand } from './command';

/** `npm run verify -- 07`: verifies a step on local AWS or, live, on the real account. */
new Command('npm run verify --')
  .description('Verifies a step on AWS; without a number, all of them in their order.')
  .argument('[step]', 'its number')
  .option('--live', 'the real account of your credentials, not local AWS')
  .option('--solutions', 'the finished code, not yours')
  .option('--prefix <prefix>', "what all names begin with (default: the user's name)")
  .option('--region <region>', 'of the real account (default: the one of your profile)')
  .option('--yes', 'do not ask before working on a real account')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action((step: string | undefined, options: VerifyOptions) =>
    runCommand(() => verifyCommand(step, options)),
  )
  .parse();
