import './learner/installation-guard';
import { Command, CommanderError } from 'commander';
import { runCommand } from './account/run-command';
import { type DoctorOptions, doctorCommand } from './doctor/doctor';
import { explainFile } from './inspect/explain-file';
import { type AnswerOptions, Workshop } from './learner';
import type { ClassCommandOptions } from './learner/commands/class';
import type { ListFilter } from './learner/commands/list';
import type { ReportCommandOptions } from './learner/commands/report';
import type { LoopPreferences } from './learner/loop/run-loop';
import { outliveReaders } from './terminal/outlive-readers';

const EXIT_COULD_NOT_RUN = 2;

const open = () =>
  new Workshop({ input: process.stdin, output: process.stdout, errors: process.stderr });
const finish = (exitCode: number) => {
  process.exitCode = exitCode;
};

const program = new Command('npm run workshop --')
  .description('Learn to sign requests to AWS: write, save, and see at once what is wrong.')
  .exitOverride();

const step = ['[step]', 'its number; if left out, the one that you were at, or the next'] as const;

const json = [
  '--json',
  'answer with one JSON object (npm itself is silent with `npm -s run`)',
] as const;

program
  .command('start', { isDefault: true })
  .description('work on a step: it is checked each time you save')
  .argument(...step)
  .option('--manual', 'check on a key only, not on a save')
  .option('--polling', 'look at the files in turns, where the system does not tell of saves')
  .option('--auto-advance', 'go on with the next step as soon as one passes')
  .action(async (wanted: string | undefined, preferences: LoopPreferences) =>
    finish(await open().start(wanted, preferences)),
  );

program
  .command('check')
  .description('check a step once: exit code 0 if it passes, 1 if it does not')
  .argument(...step)
  .option('--seed <number>', 'make the same requests again as a run that failed')
  .action(async (wanted: string | undefined, options: { seed?: string }) =>
    finish(await open().check(wanted, options)),
  );

program
  .command('hint')
  .description('check a step, and show the next hint for what is wrong')
  .argument(...step)
  .action(async (wanted?: string) => finish(await open().hint(wanted)));

program
  .command('list')
  .description('show all steps: which are done, the time they took, the hints taken')
  .option('--done', 'only the steps that are done')
  .option('--pending', 'only the steps that are not done')
  .option(...json)
  .action((options: ListFilter & AnswerOptions) => finish(open().list(options)));

program
  .command('reset')
  .description('begin a step anew; your work is saved first')
  .argument('<step>', 'its number')
  .option(...json)
  .action((wanted: string, options: AnswerOptions) => finish(open().reset(wanted, options)));

program
  .command('catch-up')
  .description('finish, with the solutions, what is unfinished before a step')
  .argument('<step>', 'its number')
  .option(...json)
  .action(async (wanted: string, options: AnswerOptions) =>
    finish(await open().catchUp(wanted, options)),
  );

program
  .command('solution')
  .description('show what differs between your work and the solution of a step')
  .argument(...step)
  .option('--write', 'write the solution into your files; your work is saved first')
  .option(...json)
  .action(async (wanted: string | undefined, options: { write?: boolean } & AnswerOptions) =>
    finish(await open().solution(wanted, options)),
  );

program
  .command('restore')
  .description('bring back files as they were before a command changed them')
  .argument('[snapshot]', 'its place in the list, or its id; if left out, the newest')
  .argument('[files...]', 'only these files')
  .option('--list', 'show what was saved')
  .option('--diff', 'show what differs, and change nothing')
  .option(...json)
  .action(
    (
      snapshot: string | undefined,
      files: string[],
      options: { list?: boolean; diff?: boolean } & AnswerOptions,
    ) => finish(open().restore(snapshot, files, options)),
  );

program
  .command('update')
  .description('make the workshop a newer one; your work is kept, and merged where steps changed')
  .argument('[folder]', 'an unpacked newer copy; if left out, git fetches it')
  .option('--undo', 'take the last update back')
  .option(...json)
  .action((folder: string | undefined, options: { undo?: boolean } & AnswerOptions) =>
    finish(open().update(folder, options)),
  );

program
  .command('report')
  .description('write a report for your instructor: progress, times, mistakes met, hints')
  .option('--name <name>', 'tell your name; otherwise nobody is named')
  .option('--source', 'tell what you wrote; otherwise no code is in it')
  .option('--output <file>', 'the file to write')
  .option(...json)
  .action((options: ReportCommandOptions & AnswerOptions) => finish(open().report(options)));

program
  .command('class')
  .description('for instructors: put the reports in a folder together on one page')
  .argument('<folder>', 'where the reports lie')
  .option('--title <title>', 'what stands above the page')
  .option('--output <file>', 'the page to write; if left out, class.html in the folder')
  .option(...json)
  .action((folder: string, options: ClassCommandOptions & AnswerOptions) =>
    finish(open().class(folder, options)),
  );

program
  .command('doctor')
  .description(
    'look whether everything is there that the workshop needs, and how to mend what is not',
  )
  .option('--live', 'look at your real account too')
  .option(
    '--prefix <prefix>',
    "what all names in the account begin with (default: the user's name)",
  )
  .option('--region <region>', 'of the real account (default: the one of your profile)')
  .option('--class', "answer in one line, for an instructor's list")
  .option('--name <name>', 'whose machine it is, in that line; otherwise nobody is named')
  .action((options: DoctorOptions) => runCommand(() => doctorCommand(options)));

program
  .command('explain')
  .description('explain a refusal of API Gateway: why, what to do, and what AWS computed itself')
  .argument('<file>', 'the body of the answer; - for standard input')
  .action((file: string) => console.log(explainFile(file)));

// Of a terminal that is closed the loop takes care itself.
if (!process.stdout.isTTY) outliveReaders();
program.parseAsync().catch((error: Error) => {
  // Commander has said already what it did not understand.
  if (!(error instanceof CommanderError)) console.error(error.message);
  const asked = error instanceof CommanderError && error.exitCode === 0;
  finish(asked ? 0 : EXIT_COULD_NOT_RUN);
});
