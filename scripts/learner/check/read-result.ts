import { existsSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { runCLI } from 'jest';
import type { VectorMismatch } from '../../jest/matchers';
import type { CheckRequest } from './messages';
import { outputOf } from './output';
import {
  functionInTitle,
  placeIn,
  placeOfFunction,
  relativeTo,
  withoutForeignFrames,
} from './places';
import { type CaseGroup, type Finding, spread, type Tally, type Verdict } from './verdict';

/** What Jest reports of one test file. */
export type TestResult = Awaited<ReturnType<typeof runCLI>>['results']['testResults'][number];
type CaseResult = TestResult['testResults'][number];

/** An untouched function as it fails: by itself, or where another error was expected of it. */
const TODO = /^(?:Received message: ")?TODO (\w+): ([^"\n]+)/m;

/** Makes a verdict of what Jest reports of a step's check. */
export function readResult(result: TestResult, request: CheckRequest): Verdict {
  const shown = caseToShow(result.testResults);
  const texts = (result.console ?? []).map(({ message }) => message);
  return {
    finding: findingOf(result, shown, request),
    tally: tallyOf(result.testResults),
    output: outputOf(texts, shown ? nameOf(shown) : undefined),
  };
}

function findingOf(
  result: TestResult,
  shown: CaseResult | undefined,
  request: CheckRequest,
): Finding {
  if (shown) return failure(shown, groupOf(shown, result.testResults), request);
  if (result.testExecError) return loadingFailure(result, request);
  const { skipped, total } = tallyOf(result.testResults);
  if (total === 0) return { kind: 'no-tests' };
  return { kind: skipped > 0 ? 'skipped' : 'passed' };
}

/** The first mistake; a function that is not begun waits behind a mistake in one that is. */
function caseToShow(cases: CaseResult[]): CaseResult | undefined {
  const failed = cases.filter(({ status }) => status === 'failed');
  return failed.find((result) => !TODO.test(errorOf(result).message)) ?? failed[0];
}

function nameOf({ ancestorTitles, title }: CaseResult): string {
  return [...ancestorTitles, title].join(' ');
}

function tallyOf(cases: CaseResult[]): Tally {
  const count = (status: string) => cases.filter((result) => result.status === status).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { passed, failed, skipped: cases.length - passed - failed, total: cases.length };
}

/** A few are enough: each one carries the whole text of a stage. */
const MISMATCHES_KEPT = 8;

function groupOf({ ancestorTitles }: CaseResult, cases: CaseResult[]): CaseGroup {
  const heading = ancestorTitles.join();
  const group = cases.filter((result) => result.ancestorTitles.join() === heading);
  const mismatches = group
    .filter(({ status }) => status === 'failed')
    .map((result) => errorOf(result).mismatch);
  return {
    passed: group.filter(({ status }) => status === 'passed').map(({ title }) => title),
    failed: spread(
      mismatches.filter((mismatch) => mismatch !== undefined),
      MISMATCHES_KEPT,
    ),
  };
}

function failure(result: CaseResult, group: CaseGroup, { root, files }: CheckRequest): Finding {
  const { message, stack, mismatch } = errorOf(result);
  const names = result.ancestorTitles.map(functionInTitle);
  const place = placeIn(stack, root) ?? placeOfFunction(names, files, root);
  const [, functionName, task] = TODO.exec(message) ?? [];
  if (functionName && task) return { kind: 'to-do', functionName, task, place };

  const test = [...result.ancestorTitles, result.title];
  const failed = { test, message: explained(message, files), mismatch, group, place };
  return { kind: 'failed', ...failed };
}

interface CaughtError {
  message: string;
  stack: string;
  mismatch?: VectorMismatch;
}

/** Jest's two records of an error, in one: its text, and the error itself. */
function errorOf(result: CaseResult): CaughtError {
  const stack = stripVTControlCharacters(result.failureMessages[0] ?? '');
  const [message = ''] = stack.replace(/^Error: /, '').split(/\n\s+at /);
  const error = result.failureDetails[0] as MatcherError | undefined;
  return { message, stack, mismatch: error?.matcherResult?.mismatch };
}

interface MatcherError {
  matcherResult?: { mismatch?: VectorMismatch };
}

/** What JavaScript says of a function that a file does not export is about compiled code. */
function explained(message: string, files: string[]): string {
  const call = /^TypeError: \(0 , (\w+)_\d+\.(\w+)\) is not a function/.exec(message);
  const file = files
    .map((name) => path.basename(name))
    .find((name) => name === `${call?.[1]?.replaceAll('_', '-')}.ts`);
  if (!call || !file) return message;
  return `${file} exports no function ${call[2]}. Was it renamed, or lost its \`export\`?`;
}

function loadingFailure(result: TestResult, { root }: CheckRequest): Finding {
  const report = stripVTControlCharacters(result.failureMessage ?? '').replaceAll(/^ {4}/gm, '');
  if (report.includes('must contain at least one test')) return { kind: 'no-tests' };

  const [, parsing] = report.split('\nDetails:\n');
  if (parsing) return { kind: 'not-loaded', message: unparsed(parsing, root) };

  const text = report.replace(/^.*failed to run\n+/, '');
  const missing = missingFile(text, root);
  if (missing) return missing;
  const message = unknownModule(text, root) ?? withoutForeignFrames(text);
  return {
    kind: 'not-loaded',
    message: message.replaceAll(/\n{3,}/g, '\n\n').trim(),
    place: placeIn(text, root),
  };
}

const SOURCE_LINE = /^\s*>?\s*\d* \|/;

/** The learner's import of what does not exist, and its lines, without who has loaded that file. */
function unknownModule(text: string, root: string): string | undefined {
  const [, module, importer = ''] = /Cannot find module '([^']+)' from '([^']+)'/.exec(text) ?? [];
  const file = relativeTo(root, path.resolve(root, importer));
  if (!module || !file.startsWith('steps/')) return undefined;
  const lines = text.split('\n').filter((line) => SOURCE_LINE.test(line));
  return `Cannot find module '${module}', which ${file} imports.\n\n${lines.join('\n')}`;
}

/** An import of a file that every learner has: its starter is made from the solution. */
function missingFile(text: string, root: string): Finding | undefined {
  const [, module = '', importer = ''] =
    /Cannot find module '(\.[^']+)' from '([^']+)'/.exec(text) ?? [];
  const file = relativeTo(root, path.resolve(root, path.dirname(importer), `${module}.ts`));
  const solution = path.join(root, file.replace(/^steps/, 'solutions'));
  if (!file.startsWith('steps/') || !existsSync(solution)) return undefined;
  const number = path.basename(path.dirname(file)).slice(0, 2);
  const remedy =
    `\`npm run workshop -- reset ${number}\` restores the original; ` +
    '`npm run workshop -- restore --list` shows whether it was ever saved as you wrote it.';
  return { kind: 'missing-file', file, remedy };
}

/** Compiled code that cannot be parsed: its line numbers are not those of the learner's file. */
function unparsed(details: string, root: string): string {
  const [, file = '', code = ''] = /^(.+?):\d+\n(.*?Error: [^\n]*)/s.exec(details.trim()) ?? [];
  return file === ''
    ? details.trim()
    : `${relativeTo(root, file)}, compiled to JavaScript:\n${code}`;
}
