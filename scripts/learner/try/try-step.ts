import path from 'node:path';
import { describeTexts, visible } from '../../sigv4/first-difference';
import type { Style } from '../../terminal/screen';
import { count } from '../../terminal/words';
import type { CommandAnswer, CommandContext } from '../command';
import { sourcesOf } from '../sources';
import type { Step } from '../steps';
import { CALLS, type StepCall } from './calls';
import { textOf } from './text-of';
import type { TriedCase } from './tried-case';

/** What became of a call of the learner's function. */
interface Outcome {
  call: StepCall;
  expected: string;
  /** What the learner's function returned; undefined where it threw. */
  actual?: string;
  /** What it threw. */
  thrown?: string;
}

type Functions = Record<string, (...given: unknown[]) => unknown>;

/** What is thrown by a function that is still to be written. */
const STILL_TO_WRITE = /^TODO \w+:/;

/**
 * Runs a case through the learner's functions of a step, in this very process, so that a debugger
 * stops in them; and shows what goes into each and what comes out, beside what is right.
 *
 * @throws Error if the step has no functions of this kind, or its file cannot be loaded
 */
export function tryStep(step: Step, tried: TriedCase, context: CommandContext): CommandAnswer {
  const { root, style } = context;
  const tries = CALLS[step.number];
  if (!tries) throw new Error(notTriable(step));
  const source = sourcesOf(step.id, root).find(({ file }) => path.parse(file).name === tries.file);
  if (!source) throw new Error(`Step ${step.number} has no file ${tries.file}.ts.`);

  const finished = load(root, source.file.replace(/^steps/, 'solutions'));
  const own = load(root, source.file);
  const outcomes = tries
    .calls(tried, finished as never)
    .map((call) => outcomeOf(call, own, finished));

  const passes = outcomes.every(({ actual, expected }) => actual === expected);
  const verdict = `Step ${step.number} on ${tried.name}: ${verdictOn(outcomes)}`;
  const text = [
    style(passes ? 'good' : 'strong', verdict),
    ...outcomes.map((outcome) => showOutcome(outcome, style)),
    debuggerRecipe(source.file),
  ];
  return { text: text.join('\n\n'), exitCode: passes ? 0 : 1 };
}

function verdictOn(outcomes: Outcome[]): string {
  const wrong = outcomes.filter(({ actual, expected }) => actual !== expected);
  if (wrong.length === 0) return `all ${count(outcomes.length, 'function')} are right.`;
  const unwritten = wrong.filter(isUnwritten);
  const different = wrong.filter((outcome) => !isUnwritten(outcome)).map(({ call }) => call.name);
  return [
    different.length > 0 &&
      `${different.join(', ')} ${different.length > 1 ? 'differ' : 'differs'}`,
    unwritten.length > 0 && `${count(unwritten.length, 'function')} still to write`,
  ]
    .filter(Boolean)
    .join('; ')
    .concat('.');
}

function isUnwritten({ thrown }: Outcome): boolean {
  return thrown !== undefined && STILL_TO_WRITE.test(thrown);
}

function notTriable({ number }: Step): string {
  const numbers = Object.keys(CALLS);
  return [
    `Step ${number} has no functions that sign: try takes steps ${numbers[0]} to ${numbers.at(-1)}.`,
    `To check step ${number}: npm run workshop -- check ${number}`,
  ].join('\n');
}

function load(root: string, file: string): Functions {
  try {
    return require(path.join(root, file)) as Functions;
  } catch (error) {
    throw new Error(`${file} could not be loaded: ${messageOf(error)}`, { cause: error });
  }
}

function outcomeOf(call: StepCall, own: Functions, finished: Functions): Outcome {
  const given = Object.values(call.given);
  const expected = textOf(finished[call.name]?.(...given));
  const written = own[call.name];
  if (!written) return { call, expected, thrown: `No function of that name is exported.` };
  try {
    return { call, expected, actual: textOf(written(...given)) };
  } catch (error) {
    return { call, expected, thrown: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function showOutcome(outcome: Outcome, style: Style): string {
  const { call } = outcome;
  return [
    headline(outcome, style),
    ...Object.entries(call.given).map(([name, value]) =>
      style('faint', labelled(name, textOf(value))),
    ),
    ...resultLines(outcome, style),
  ].join('\n');
}

function headline(outcome: Outcome, style: Style): string {
  const { call, actual, expected } = outcome;
  if (isUnwritten(outcome)) return `· ${call.name}: still to write`;
  return actual === expected
    ? `${style('good', '✓')} ${call.name}`
    : `${style('bad', '✗')} ${style('strong', call.name)}`;
}

function resultLines(outcome: Outcome, style: Style): string[] {
  const { actual, expected, thrown } = outcome;
  if (actual === expected) return [labelled('returns', expected)];
  const right = style('good', labelled('expected', expected));
  if (isUnwritten(outcome)) return [right];
  if (actual === undefined) return [right, style('bad', labelled('threw', thrown ?? ''))];
  // Of a single line, the comparison shows all.
  const whole = expected.includes('\n') ? [right, style('bad', labelled('actual', actual))] : [];
  const difference = describeTexts(expected, actual) ?? '';
  return [...whole, ...difference.split('\n').map((line) => `  ${line}`)];
}

const LABEL_WIDTH = 18;

function labelled(label: string, text: string): string {
  const [first = '', ...others] = text === '' ? ['(empty)'] : text.split('\n').map(visible);
  const margin = ' '.repeat(LABEL_WIDTH);
  return [
    `    ${label.padEnd(LABEL_WIDTH)}${first}`,
    ...others.map((line) => `    ${margin}${line}`),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

function debuggerRecipe(file: string): string {
  return [
    'To stop in your code, set a breakpoint in your editor (or write `debugger;`) in',
    `${file}, and start this command under a debugger:`,
    '  VS Code: Run and Debug, "Try a case". It asks for step and case.',
    `  Any other: node --inspect-brk scripts/run.js ${process.argv.slice(2).join(' ')}`,
  ].join('\n');
}
