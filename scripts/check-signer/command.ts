import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { LIMITS } from '../sigv4/diagnosis/diagnose';
import { screenFor, type TextStream } from '../terminal/screen';
import { type CheckCase, contestedCases, type Selection, selectCases } from './cases/select-cases';
import { type ContestedAnswer, compareContested } from './judge/compare-contested';
import { diagnoseVerdicts } from './judge/diagnose-verdicts';
import { type CaseVerdict, judge } from './judge/judge';
import { signerInput } from './protocol/signer-input';
import { humanReport } from './report/human';
import { junitReport } from './report/junit';
import { ProgressLine } from './report/progress-line';
import { exitCodeOf, reportOf, type SignerReport } from './report/report';
import { prepareReportFile, writeReportFile } from './report/report-file';
import { askSigner } from './signer/ask-signer';
import { describeProgram, type Program } from './signer/program';
import { UsageError } from './usage-error';

/** What to check, with what, and what to make of it. */
export interface CheckOptions extends Selection {
  program: Program;
  /** Milliseconds that one answer may take. */
  timeout: number;
  /** Whether to search for causes as long as it may take. */
  isThorough: boolean;
  json: boolean;
  /** A file to write. */
  junit?: string;
  /** Where relative paths, and those of the signer, begin. */
  directory: string;
}

/** Where the report and the progress are written. */
export interface Streams {
  stdout: TextStream;
  stderr: TextStream;
}

/**
 * Checks a signer: puts the cases to it, judges its answers, names its mistakes, and reports.
 *
 * @returns the exit code: 0 all passed, 1 not all did, 2 the signer could not be asked to the end
 * @throws UsageError, before the signer is started; and after the report is printed, if the JUnit
 *   file cannot be written after all
 */
export async function checkSigner(options: CheckOptions, streams: Streams): Promise<0 | 1 | 2> {
  const { program, directory } = options;
  const suite = options.suite && path.resolve(directory, options.suite);
  const cases = selectCases({ ...options, suite });
  if (program.kind === 'module') assertIsFile(path.resolve(directory, program.file));

  const junit = options.junit && path.resolve(directory, options.junit);
  const made = junit ? prepareReportFile(junit) : null;
  if (made) streams.stderr.write(`Made the folder ${made} for the JUnit report.\n`);

  const { report, verdicts } = await check(cases, options, new ProgressLine(streams.stderr));
  const subject = {
    signer: describeProgram(program),
    vectors: describeCases(cases, options),
    isPart: options.only.length > 0,
  };
  const text = options.json
    ? JSON.stringify(report, null, 2)
    : humanReport(report, verdicts, subject, screenFor(streams.stdout));
  streams.stdout.write(`${text}\n`);
  if (junit) writeReportFile(junit, junitReport(report, verdicts));
  return exitCodeOf(report);
}

async function check(
  cases: readonly CheckCase[],
  options: CheckOptions,
  progress: ProgressLine,
): Promise<{ report: SignerReport; verdicts: CaseVerdict[] }> {
  const { program, timeout, directory } = options;
  const onAnswer = (answered: number) =>
    progress.show(`${answered} of ${cases.length} cases answered`);
  onAnswer(0);
  const answers = await askSigner(program, cases.map(signerInput), {
    timeout,
    directory,
    onAnswer,
  });
  const verdicts = cases.map((asked) =>
    judge(asked, answers.outcomes.get(asked.id), answers.answeredAt.get(asked.id)),
  );
  progress.show('Asking what nobody passes or fails');
  const contested = answers.fault ? [] : await askContested(options);
  progress.show('Looking for the cause');
  const diagnosis = diagnoseVerdicts(
    verdicts,
    options.isThorough ? LIMITS.thorough : LIMITS.signer,
  );
  const report = reportOf(verdicts, diagnosis, answers, contested);
  progress.clear();
  return { report, verdicts };
}

/** In a run of its own: whatever becomes of it does no harm to the signer's verdict. */
async function askContested(options: CheckOptions): Promise<ContestedAnswer[]> {
  const cases = contestedCases(options);
  if (cases.length === 0) return [];
  const { outcomes } = await askSigner(options.program, cases.map(signerInput), options);
  return cases.map((asked) => compareContested(asked, outcomes.get(asked.id)));
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
