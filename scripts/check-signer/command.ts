import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Diagnosis, LIMITS } from '../sigv4/diagnosis/diagnose';
import { CannotRun } from '../terminal/cannot-run';
import { screenFor, type TextStream } from '../terminal/screen';
import { count } from '../terminal/words';
import {
  type AcceptedCase,
  acceptedFileText,
  currentCases,
  readAcceptedCases,
  readIfPresent,
} from './accepted/accepted-cases';
import { type CheckCase, contestedCases, type Selection, selectCases } from './cases/select-cases';
import { type ContestedAnswer, compareContested } from './judge/compare-contested';
import { diagnoseVerdicts } from './judge/diagnose-verdicts';
import { type CaseVerdict, judge } from './judge/judge';
import { signerInput } from './protocol/signer-input';
import { humanReport } from './report/human';
import { junitReport } from './report/junit';
import { ProgressLine } from './report/progress-line';
import { exitCodeOf, reportOf } from './report/report';
import { fileToWrite } from './report/report-file';
import { askSigner } from './signer/ask-signer';
import { describeProgram, type Program } from './signer/program';
import type { SignerRun } from './signer/recovery';

/** What to check, with what, and what to make of it. */
export interface CheckOptions extends Selection {
  program: Program;
  /** Milliseconds that one answer may take. */
  timeout: number;
  /** Whether to search for causes as long as it may take. */
  isThorough: boolean;
  /** Whether to send something else than asked is a failure. */
  isStrict?: boolean;
  json: boolean;
  /** A file to write. */
  junit?: string;
  /** A file of the cases that may go wrong. */
  accept?: string;
  /** That file, to be written after the run. */
  acceptCurrent?: string;
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
 * @throws CannotRun, before the signer is started; and after the report is printed, if a file
 *   cannot be written after all
 */
export async function checkSigner(options: CheckOptions, streams: Streams): Promise<0 | 1 | 2> {
  const { program } = options;
  const from = (file: string | undefined) => file && path.resolve(options.directory, file);
  const cases = selectCases({ ...options, suite: from(options.suite) });
  if (program.kind === 'module') assertIsFile(path.resolve(options.directory, program.file));
  const junit = fileToWrite('--junit', from(options.junit), streams);
  const acceptCurrent = fileToWrite('--accept-current', from(options.acceptCurrent), streams);
  const earlier = acceptedCases(from(options.accept), acceptCurrent?.file);

  const findings = await check(cases, options, new ProgressLine(streams.stderr));
  const { verdicts, diagnosis, run } = findings;
  const isAccepting = acceptCurrent !== undefined && !run.fault;
  const accepted = isAccepting ? currentCases(verdicts, earlier, diagnosis) : earlier;
  const report = reportOf(verdicts, diagnosis, { ...findings, accepted });
  const subject = {
    signer: describeProgram(program),
    vectors: describeCases(cases, options),
    isPart: options.only.length > 0,
  };
  const text = options.json
    ? JSON.stringify(report, null, 2)
    : humanReport(report, verdicts, subject, screenFor(streams.stdout));
  streams.stdout.write(`${text}\n`);
  junit?.write(junitReport(report, verdicts));
  if (isAccepting) {
    acceptCurrent.write(acceptedFileText(accepted));
    streams.stderr.write(`${acceptCurrent.file} accepts ${count(accepted.length, 'case')}.\n`);
  }
  return exitCodeOf(report);
}

/** All that a run brings to light. */
interface Findings {
  verdicts: CaseVerdict[];
  diagnosis: Diagnosis;
  run: SignerRun;
  contested: ContestedAnswer[];
}

async function check(
  cases: readonly CheckCase[],
  options: CheckOptions,
  progress: ProgressLine,
): Promise<Findings> {
  const { program, timeout, directory, isStrict } = options;
  const onAnswer = (answered: number) =>
    progress.show(`${answered} of ${cases.length} cases answered`);
  onAnswer(0);
  const run = await askSigner(program, cases.map(signerInput), { timeout, directory, onAnswer });
  const verdicts = cases.map((asked) => {
    const { outcome, ...timing } = run.outcomes.get(asked.id) ?? {};
    return judge(asked, outcome, { ...timing, isStrict });
  });
  progress.show('Asking the cases that nobody passes or fails');
  const contested = run.fault ? [] : await askContested(options);
  progress.show('Looking for the cause');
  const limits = options.isThorough ? LIMITS.thorough : LIMITS.signer;
  const diagnosis = diagnoseVerdicts(verdicts, limits);
  progress.clear();
  return { verdicts, diagnosis, run, contested };
}

/** In a run of its own: whatever becomes of it does no harm to the signer's verdict. */
async function askContested(options: CheckOptions): Promise<ContestedAnswer[]> {
  const { program, timeout, directory } = options;
  const cases = contestedCases(options);
  if (cases.length === 0) return [];
  const { outcomes } = await askSigner(program, cases.map(signerInput), { timeout, directory });
  return cases.map((asked) => compareContested(asked, outcomes.get(asked.id)?.outcome));
}

/** Those of `--accept`; without it, those that the file to write holds already. */
function acceptedCases(accept: string | undefined, current: string | undefined): AcceptedCase[] {
  if (accept !== undefined) return readAcceptedCases(accept);
  return (current !== undefined && readIfPresent(current)) || [];
}

function assertIsFile(file: string): void {
  if (!existsSync(file)) throw new CannotRun(`There is no file ${file}.`);
  if (!statSync(file).isFile())
    throw new CannotRun(`${file} is not a file; name the module's file.`);
}

function describeCases(
  cases: readonly CheckCase[],
  { suite, profile, set, mode }: CheckOptions,
): string {
  const names = { official: 'the official suite', extended: 'the extended set', all: 'both sets' };
  const source = suite ?? (profile === 's3' ? 'the set for S3' : names[set]);
  const forms = mode === 'both' ? 'header and query form' : `${mode} form`;
  return `${cases.length} of ${source}, in ${forms}`;
}
