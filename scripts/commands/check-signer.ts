import { Command, InvalidArgumentError, Option } from 'commander';
import type { SetName } from '../check-signer/cases/select-cases';
import type { CheckOptions } from '../check-signer/command';
import type { Program } from '../check-signer/signer/program';
import { CannotRun } from '../terminal/cannot-run';

const PROFILES = ['s3'] satisfies CheckOptions['profile'][];
const SETS = ['official', 'extended', 'all'] satisfies SetName[];

/** In milliseconds: a timer of Node.js holds 31 bits, and a first answer has a multiple of it. */
const LONGEST_TIMEOUT = 2 ** 29;

/** The options as given on the command line. */
interface CommandLine {
  command?: string;
  module?: string;
  export?: string;
  set: SetName;
  profile?: CheckOptions['profile'];
  suite?: string;
  mode: CheckOptions['mode'];
  only?: string[];
  json?: boolean;
  junit?: string;
  strict?: boolean;
  accept?: string;
  acceptCurrent?: string;
  thorough?: boolean;
  timeout: number;
}

export const checkSigner = new Command('check-signer')
  .description('check a signer for Signature Version 4, in any language, and name its mistakes')
  .option(
    '--command <command>',
    'a program that reads one JSON object per line and prints one per line',
  )
  .addOption(
    new Option('--module <file>', 'a module that exports sign(input) => answer').conflicts(
      'command',
    ),
  )
  .addOption(
    new Option('--export <name>', 'the name of that function (default: sign)').conflicts('command'),
  )
  .addOption(new Option('--set <set>', 'the vectors').choices(SETS).default('official'))
  .addOption(
    new Option('--profile <service>', 'the rules of a service').choices(PROFILES).conflicts('set'),
  )
  .addOption(
    new Option('--suite <folder>', 'a checkout of the official suite').conflicts([
      'set',
      'profile',
    ]),
  )
  .addOption(
    new Option('--mode <form>', 'where the signature is')
      .choices(['header', 'query', 'both'])
      .default('both'),
  )
  .option('--only <name>', 'one case; repeatable', (name, names: string[] = []) => [...names, name])
  .option('--json', 'print the report as JSON')
  .option('--junit <file>', 'write the report as JUnit XML')
  .option('--strict', 'also fail a correct signature of a request that differs from the case')
  .option('--accept <file>', 'cases that may go wrong, with the reasons')
  .option('--accept-current <file>', 'write that file: all that goes wrong now')
  .option('--thorough', 'search longer for a cause: a minute or so')
  .option('--timeout <ms>', 'for one answer', milliseconds, 5000)
  .addHelpText('after', '\nHow to: scripts/check-signer/README.md')
  .action(async (line: CommandLine) => {
    const options = checkOptions(line);
    const { checkSigner } = await import('../check-signer/command');
    process.exitCode = await checkSigner(options, process);
  });

function checkOptions(line: CommandLine): CheckOptions {
  return {
    ...line,
    only: line.only ?? [],
    json: line.json ?? false,
    isStrict: line.strict ?? false,
    isThorough: line.thorough ?? false,
    program: programOf(line),
    directory: startingDirectory(),
  };
}

function programOf({ command, module, export: exportName }: CommandLine): Program {
  if (command?.trim()) return { kind: 'command', command };
  if (module) return { kind: 'module', file: module, exportName: exportName ?? 'sign' };
  throw new CannotRun(
    'No signer is named. Add --command "python3 my_signer.py", or --module ./my-signer.ts.\n' +
      'scripts/check-signer/README.md says what it must read and print.',
  );
}

/** npm runs a script in the project's folder; relative paths begin where npm was called. */
function startingDirectory(): string {
  const { npm_lifecycle_event: script = '', INIT_CWD: calledIn } = process.env;
  return (['check-signer', 'workshop'].includes(script) && calledIn) || process.cwd();
}

function milliseconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= LONGEST_TIMEOUT) return value;
  throw new InvalidArgumentError('It is a whole number of milliseconds, such as 5000.');
}
