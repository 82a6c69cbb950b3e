import { Command } from 'commander';
import { catchUp } from './commands/catch-up';
import { check } from './commands/check';
import { checkSigner } from './commands/check-signer';
import { classPage } from './commands/class';
import { demo } from './commands/demo';
import { doctor } from './commands/doctor';
import { explain } from './commands/explain';
import { hint } from './commands/hint';
import { lab } from './commands/lab';
import { list } from './commands/list';
import { localAws } from './commands/local-aws';
import { MAINTAIN } from './commands/maintain';
import { report } from './commands/report';
import { reset } from './commands/reset';
import { restore } from './commands/restore';
import { solution } from './commands/solution';
import { start } from './commands/start';
import { teardown } from './commands/teardown';
import { tryCase } from './commands/try';
import { update } from './commands/update';
import { verify } from './commands/verify';
import { ignoreBrokenPipe } from './terminal/ignore-broken-pipe';

// The command line: one program. Each command is declared in its file and imports what it needs when it runs.

const GROUPS: Record<string, Command[]> = {
  'Steps:': [start, check, tryCase, hint, list, reset, catchUp, solution, restore, update, report],
  'The lab:': [lab],
  'AWS, local or your own:': [verify, teardown, demo, localAws, explain],
  'Signers in any language:': [checkSigner],
  'Instructors:': [doctor, classPage],
  'Maintainers:': MAINTAIN,
};

/** Commands that have an npm script of their own, such as `npm run verify`. */
const NPM_SCRIPTS = [verify, teardown, demo, localAws, checkSigner, lab, ...MAINTAIN];

const program = new Command('npm run workshop --')
  .description('Learn to sign requests to AWS: write, save, and see at once what is wrong.')
  .configureHelp({ commandUsage })
  .exitOverride();

// `npm run workshop` starts the loop, with or without a step or an option. A word is a command.
const isDefault = !/^[a-z]/i.test(process.argv[2] ?? '');
for (const [group, commands] of Object.entries(GROUPS)) {
  for (const command of commands) {
    command.helpGroup(group).copyInheritedSettings(program);
    program.addCommand(command, { isDefault: command === start && isDefault });
  }
}

function commandUsage(command: Command): string {
  const name = command.name();
  if (command === program) return `${name} ${command.usage()}`;
  const script = NPM_SCRIPTS.includes(command) ? name : `workshop -- ${name}`;
  return `npm run ${script.includes(' ') ? script : `${script} --`} ${command.usage()}`;
}

async function main(): Promise<void> {
  // If the terminal is closed, the loop handles it itself.
  if (!process.stdout.isTTY) ignoreBrokenPipe();
  try {
    await program.parseAsync();
  } catch (error) {
    const { tellError } = await import('./commands/tell-error');
    tellError(error);
  }
}

void main();
