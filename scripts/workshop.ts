import { Command, CommanderError } from 'commander';
import { Workshop } from './learner';

const EXIT_COULD_NOT_RUN = 2;

const open = () => new Workshop({ input: process.stdin, output: process.stdout });
const finish = (exitCode: number) => {
  process.exitCode = exitCode;
};

const program = new Command('npm run workshop --')
  .description('Learn to sign requests to AWS: write, save, and see at once what is wrong.')
  .exitOverride();

const step = ['[step]', 'its number; if left out, the first step that is not done'] as const;

program
  .command('start', { isDefault: true })
  .description('work on a step: it is checked each time you save')
  .argument(...step)
  .action(async (wanted?: string) => finish(await open().start(wanted)));

program
  .command('check')
  .description('check a step once: exit code 0 if it passes, 1 if it does not')
  .argument(...step)
  .action(async (wanted?: string) => finish(await open().check(wanted)));

program
  .command('hint')
  .description('show the next hint of a step')
  .argument(...step)
  .action((wanted?: string) => finish(open().hint(wanted)));

program
  .command('list')
  .description('show all steps, and which are done')
  .action(() => finish(open().list()));

program.parseAsync().catch((error: Error) => {
  // Commander has said already what it did not understand.
  if (!(error instanceof CommanderError)) console.error(error.message);
  const asked = error instanceof CommanderError && error.exitCode === 0;
  finish(asked ? 0 : EXIT_COULD_NOT_RUN);
});
