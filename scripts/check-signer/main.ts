import { Command, InvalidArgumentError, Option } from 'commander';
import { SET_NAMES, type SetName } from './cases/select-cases';
import { type CheckOptions, checkSigner } from './command';
import { FIRST_ANSWER } from './signer/conversation';
import type { Program } from './signer/program';
import { UsageError } from './usage-error';

const COULD_NOT_RUN = 2;

/** The options as they stand on the command line. */
interface CommandLine {
  command?: string;
  module?: string;
  export?: string;
  set: SetName;
  suite?: string;
  mode: CheckOptions['mode'];
  only?: string[];
  json?: boolean;
  junit?: string;
  thorough?: boolean;
  timeout: number;
}

new Command('npm run --silent check-signer --')
  .description('Checks a signer for Signature Version 4, in any language, and names its mistakes.')
  .option('--command <command>', 'a program: one JSON object a line on stdin, one a line on stdout')
  .addOption(new Option('--module <file>', 'a module: sign(input) => answer').conflicts('command'))
  .addOption(
    new Option('--export <name>', 'the name of that function (default: sign)').conflicts('command'),
  )
  .addOption(new Option('--set <set>', 'the vectors').choices(SET_NAMES).default('official'))
  .addOption(new Option('--suite <folder>', 'a checkout of the official suite').conflicts('set'))
  .addOption(
    new Option('--mode <form>', 'where the signature stands')
      .choices(['header', 'query', 'both'])
      .default('both'),
  )
  .option('--only <name>', 'one case; repeatable', (name, names: string[] = []) => [...names, name])
  .option('--json', 'print the report as JSON')
  .option('--junit <file>', 'write the report as JUnit XML')
  .option('--thorough', 'search longer for a cause: a minute or so')
  .option('--timeout <ms>', 'for one answer', milliseconds, 5000)
  .addHelpText('after', '\nHow to: scripts/check-signer/README.md')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : COULD_NOT_RUN))
  .action(async (line: CommandLine) => {
    try {
      process.exitCode = await checkSigner(checkOptions(line), process);
    } catch (error) {
      process.exitCode = COULD_NOT_RUN;
      console.error(error instanceof UsageError ? error.message : error);
    }
  })
  .parse();

function checkOptions(line: CommandLine): CheckOptions {
  return {
    ...line,
    only: line.only ?? [],
    json: line.json ?? false,
    isThorough: line.thorough ?? false,
    program: programOf(line),
    directory: startingDirectory(),
  };
}

function programOf({ command, module, export: exportName }: CommandLine): Program {
  if (command?.trim()) return { kind: 'command', command };
  if (module) return { kind: 'module', file: module, exportName: exportName ?? 'sign' };
  throw new UsageError(
    'No signer is named. Add --command "python3 my_signer.py", or --module ./my-signer.ts.\n' +
      'scripts/check-signer/README.md says what it must read and print.',
  );
}

/** npm runs a script in the project's folder; relative paths begin where npm was called. */
function startingDirectory(): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledIn } = process.env;
  return (script === 'check-signer' && calledIn) || process.cwd();
}

function milliseconds(text: string): number {
  const value = Number(text);
  // A timer of Node.js holds no more than 31 bits.
  if (Number.isInteger(value) && value > 0 && value * FIRST_ANSWER < 2 ** 31) return value;
  throw new InvalidArgumentError('It is a whole number of milliseconds, such as 5000.');
}
