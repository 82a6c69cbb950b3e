import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CheckCase, type Selection, selectCases } from './cases/select-cases';
import { diagnoseVerdicts } from './judge/diagnose-verdicts';
import { judge, type Verdict } from './judge/judge';
import { signerInput } from './protocol/signer-input';
import { humanReport } from './report/human';
import { junitReport } from './report/junit';
import { pageFor, type Terminal } from './report/page';
import { Progress } from './report/progress';
import { exitCodeOf, type Report, reportOf } from './report/report';
import { askSigner } from './signer/ask-signer';
import { describeProgram, type Program } from './signer/program';
import { UsageError } from './usage-error';

/** What to check, with what, and what to make of it. */
export interface CheckOptions extends Selection {
  program: Program;
  /** Milliseconds that one answer may take. */
  timeout: number;
  json: boolean;
  /** A file to write. */
  junit?: string;
  /** Where relative paths, and those of the signer, begin. */
  directory: string;
}

/** Where the report and the progress are written. */
export interface Streams {
  stdout: Terminal;
  stderr: Terminal;
}

/**
 * Checks a signer: puts the cases to it, judges its answers, names its mistakes, and reports.
 *
 * @returns the exit code: 0 all passed, 1 not all did, 2 the signer could not be asked to the end
 * @throws UsageError, before the signer is started; and if the JUnit file cannot be written
 */
export async function checkSigner(options: CheckOptions, streams: Streams): Promise<0 | 1 | 2> {
  const { program, directory } = options;
  const suite = options.suite && path.resolve(directory, options.suite);
  const cases = selectCases({ ...options, suite });
  if (program.kind === 'module') assertIsFile(path.resolve(directory, program.file));

  const { report, verdicts } = await check(cases, options, new Progress(streams.stderr));
  if (options.junit) writeJunit(path.resolve(directory, options.junit), report, verdicts);
  const subject = {
    signer: describeProgram(program),
    vectors: describeCases(cases, options),
    isPart: options.only.length > 0,
  };
  const text = options.json
    ? JSON.stringify(report, null, 2)
    : humanReport(report, verdicts, subject, pageFor(streams.stdout));
  streams.stdout.write(`${text}\n`);
  return exitCodeOf(report);
}

async function check(
  cases: readonly CheckCase[],
  { program, timeout, directory }: CheckOptions,
  progress: Progress,
): Promise<{ report: Report; verdicts: Verdict[] }> {
  const onAnswer = (answered: number) =>
    progress.show(`${answered} of ${cases.length} cases answered`);
  onAnswer(0);
  const answers = await askSigner(program, cases.map(signerInput), {
    timeout,
    directory,
    onAnswer,
  });
  const verdicts = cases.map((asked) => judge(asked, answers.outcomes.get(asked.id)));
  progress.show('Looking for the cause');
  const report = reportOf(verdicts, diagnoseVerdicts(verdicts), answers);
  progress.clear();
  return { report, verdicts };
}

function assertIsFile(file: string): void {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  if (!statSync(file).isFile())
    throw new UsageError(`${file} is not a file; name the module's file.`);
}

function describeCases(cases: readonly CheckCase[], { suite, set, mode }: CheckOptions): string {
  const names = { official: 'the official suite', extended: 'the extended set', all: 'both sets' };
  const forms = mode === 'both' ? 'header and query form' : `${mode} form`;
  return `${cases.length} of ${suite ?? names[set]}, in ${forms}`;
}

function writeJunit(file: string, report: Report, verdicts: readonly Verdict[]): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, junitReport(report, verdicts));
  } catch (error) {
    throw new UsageError(`The JUnit report cannot be written: ${(error as Error).message}.`);
  }
}
