import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ROOT } from '../../files/root';
import { ProgressFile } from '../../learner/progress';
import { readSteps, type Step, stepNumbered } from '../../learner/steps';
import { hasPseudoTerminals, PseudoTerminal } from '../../learner/testing/pseudo-terminal';
import {
  type TemporaryWorkshop,
  temporaryWorkshop,
} from '../../learner/testing/temporary-workshop';
import { finishedFilesOf } from '../testing/arrivals';
import { median } from './ratios';

const ROUNDS = 5;

/** Longer than it takes until the next process is ready; a learner takes longer, too. */
const BETWEEN_SAVES = 2000;

/** What Jest takes if there is nothing to do, in the same Jest project. */
const EMPTY_TEST = path.join('steps', 'empty', 'empty.test.ts');

/** How long the loop may take beside Jest's own watch mode: less where no AWS is played. */
const AIMS: Record<string, number> = { '04': 0.6, '05': 0.6, '06': 0.6, '07': 0.6, '08': 0.6 };
const AIM_ON_AWS = 1;

const JEST = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
const LOAD_TYPESCRIPT = path.join(ROOT, 'scripts', 'load-typescript.js');
const START = path.join(ROOT, 'scripts', 'learner', 'testing', 'start.ts');

/** Medians, in milliseconds. */
export interface VerdictFigures {
  step: string;
  /** From the moment a file is written to the verdict on the screen of the learner's loop. */
  loop: number;
  /** The same of Jest's own watch mode, on the same step. */
  jestWatch: number;
  /** A new Jest process with an empty test, from its start to its end. */
  emptyJest: number;
}

/**
 * Measures how long a learner waits for a verdict on a step, and Jest beside it, in turns: each of
 * the two that watch has a terminal and a workshop of its own.
 *
 * @param step its number
 * @throws Error if there is no terminal to be had, or no verdict comes
 */
export async function measureVerdict(step: string): Promise<VerdictFigures> {
  if (!hasPseudoTerminals())
    throw new Error('This bench needs python3, which makes its terminals.');
  const [loop, jestWatch] = [startLoop(step), startJestWatch(step)];
  const times: number[][] = [];
  try {
    for (const watching of [loop, jestWatch]) await watching.terminal.see(watching.verdict);
    for (let round = 0; round < 1 + ROUNDS; round += 1) {
      const ofLoop = await saveAndWait(loop);
      const ofWatch = await saveAndWait(jestWatch);
      times.push([ofLoop, ofWatch, await emptyJest(loop.workshop.root)]);
    }
  } finally {
    for (const watching of [loop, jestWatch]) await leave(watching);
  }
  // Nothing is compiled yet in the first round.
  const [ofLoop, ofWatch, ofEmpty] = [0, 1, 2].map((column) =>
    median(times.slice(1).map((round) => round[column] ?? Number.NaN)),
  ) as [number, number, number];
  return { step, loop: ofLoop, jestWatch: ofWatch, emptyJest: ofEmpty };
}

/** The figures of a step in words, in one line, with what is aimed at. */
export function verdictFiguresText({ step, loop, jestWatch, emptyJest }: VerdictFigures): string {
  const aim = (AIMS[step] ?? AIM_ON_AWS).toFixed(1);
  return (
    `save to verdict of step ${step}: ${ms(loop)}, ${(loop / jestWatch).toFixed(2)} times as long ` +
    `as Jest's own watch mode, ${ms(jestWatch)} (aim: ${aim} or less); ` +
    `a new Jest process on an empty test: ${ms(emptyJest)}`
  );
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

/** Something in a terminal that checks the measured step whenever its file is saved. */
interface Watching {
  step: string;
  workshop: TemporaryWorkshop;
  terminal: PseudoTerminal;
  /** On the screen when a check has ended well. */
  verdict: string;
}

function startLoop(step: string): Watching {
  const workshop = layOutSteps(step);
  const { root } = workshop;
  const command = [process.execPath, '--require', LOAD_TYPESCRIPT, START, root];
  const terminal = new PseudoTerminal(command, { cwd: root });
  return { step, workshop, terminal, verdict: `Step ${step} passes` };
}

function startJestWatch(step: string): Watching {
  const workshop = layOutSteps(step);
  const { root } = workshop;
  const pattern = stepIn(root, step).id;
  const command = [process.execPath, JEST, '--watchAll', '--selectProjects=steps', '--', pattern];
  const terminal = new PseudoTerminal(command, { cwd: root });
  return { step, workshop, terminal, verdict: 'Ran all test suites' };
}

async function saveAndWait({ step, workshop, terminal, verdict }: Watching): Promise<number> {
  await pause(BETWEEN_SAVES);
  const [file = ''] = stepIn(workshop.root, step).files;
  const text = readFileSync(file, 'utf8');
  const start = performance.now();
  writeFileSync(file, `${text}// saved once more\n`);
  await terminal.see(verdict);
  return performance.now() - start;
}

async function leave({ workshop, terminal }: Watching): Promise<void> {
  terminal.close();
  await terminal.exit();
  workshop.remove();
}

/** A workshop in which the measured step and all before it are finished, and that one is at hand. */
function layOutSteps(number: string): TemporaryWorkshop {
  const workshop = temporaryWorkshop();
  const progress = new ProgressFile(workshop.root, console.warn);
  const steps = readSteps();
  const measured = steps.indexOf(stepNumbered(steps, number));
  for (const step of steps.slice(0, measured + 1)) {
    const folder = path.join('steps', step.id);
    for (const [name, text] of finishedFilesOf(step)) workshop.write(path.join(folder, name), text);
    for (const file of [step.lesson, step.check]) {
      workshop.write(path.join(folder, path.basename(file)), readFileSync(file, 'utf8'));
    }
    if (step.number !== number) progress.recordSolutionTaken(step.id, new Date());
  }
  workshop.write(EMPTY_TEST, "test('nothing', () => {});\n");
  return workshop;
}

function stepIn(root: string, number: string): Step {
  return stepNumbered(readSteps(root), number);
}

async function emptyJest(root: string): Promise<number> {
  await pause(BETWEEN_SAVES);
  const args = ['--selectProjects=steps', '--runTestsByPath', EMPTY_TEST];
  const start = performance.now();
  await promisify(execFile)(process.execPath, [JEST, ...args], { cwd: root });
  return performance.now() - start;
}

/** Measures the steps that are named, or all of them. */
async function measureSteps(numbers: string[]): Promise<void> {
  const steps = numbers.length > 0 ? numbers : readSteps().map(({ number }) => number);
  for (const step of steps) console.log(verdictFiguresText(await measureVerdict(step)));
}

if (require.main === module) {
  measureSteps(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
