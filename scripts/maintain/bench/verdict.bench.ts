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

const MEASURED_STEP = '07';
const ROUNDS = 9;

/** Longer than it takes until the next process stands ready; a learner takes longer, too. */
const BETWEEN_SAVES = 2000;

/** What Jest takes if there is nothing to do, in the same Jest project. */
const EMPTY_TEST = path.join('steps', 'empty', 'empty.test.ts');

const JEST = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
const LOAD_TYPESCRIPT = path.join(ROOT, 'scripts', 'load-typescript.js');
const START = path.join(ROOT, 'scripts', 'learner', 'testing', 'start.ts');

/** Medians, in milliseconds. */
export interface VerdictFigures {
  /** From the moment a file is written to the verdict on the screen of the learner's loop. */
  loop: number;
  /** The same of Jest's own watch mode, on the same step. */
  jestWatch: number;
  /** A new Jest process with an empty test, from its start to its end. */
  emptyJest: number;
}

/**
 * Measures how long a learner waits for a verdict, and Jest beside it, in turns: each of the two
 * that watch has a terminal and a workshop of its own.
 *
 * @throws Error if there is no terminal to be had, or no verdict comes
 */
export async function measureVerdict(): Promise<VerdictFigures> {
  if (!hasPseudoTerminals())
    throw new Error('This bench needs python3, which makes its terminals.');
  const [loop, jestWatch] = [startLoop(), startJestWatch()];
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
  return { loop: ofLoop, jestWatch: ofWatch, emptyJest: ofEmpty };
}

/** The figures in words, one a line, each with what is aimed at. */
export function verdictFiguresText({ loop, jestWatch, emptyJest }: VerdictFigures): string[] {
  return [
    `save to verdict of step ${MEASURED_STEP}: ${ms(loop)} (aim: 600 ms or less)`,
    `Jest's own watch mode on the same step: ${ms(jestWatch)}`,
    `the first beside the second: ${(loop / jestWatch).toFixed(2)} times as long (aim: 1.3 or less)`,
    `a new Jest process on an empty test, for comparison: ${ms(emptyJest)}`,
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

/** Something in a terminal that checks the measured step whenever its file is saved. */
interface Watching {
  workshop: TemporaryWorkshop;
  terminal: PseudoTerminal;
  /** On the screen when a check has ended well. */
  verdict: string;
}

function startLoop(): Watching {
  const workshop = layOutSteps();
  const { root } = workshop;
  const command = [process.execPath, '--require', LOAD_TYPESCRIPT, START, root];
  const terminal = new PseudoTerminal(command, { cwd: root });
  return { workshop, terminal, verdict: `Step ${MEASURED_STEP} passes` };
}

function startJestWatch(): Watching {
  const workshop = layOutSteps();
  const { root } = workshop;
  const pattern = measuredStep(root).id;
  const command = [process.execPath, JEST, '--watchAll', '--selectProjects=steps', '--', pattern];
  const terminal = new PseudoTerminal(command, { cwd: root });
  return { workshop, terminal, verdict: 'Ran all test suites' };
}

async function saveAndWait({ workshop, terminal, verdict }: Watching): Promise<number> {
  await pause(BETWEEN_SAVES);
  const [file = ''] = measuredStep(workshop.root).files;
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
function layOutSteps(): TemporaryWorkshop {
  const workshop = temporaryWorkshop();
  const progress = new ProgressFile(workshop.root, console.warn);
  const steps = readSteps();
  const measured = steps.indexOf(stepNumbered(steps, MEASURED_STEP));
  for (const step of steps.slice(0, measured + 1)) {
    const folder = path.join('steps', step.id);
    for (const [name, text] of finishedFilesOf(step)) workshop.write(path.join(folder, name), text);
    for (const file of [step.lesson, step.check]) {
      workshop.write(path.join(folder, path.basename(file)), readFileSync(file, 'utf8'));
    }
    if (step.number !== MEASURED_STEP) progress.recordSolutionTaken(step.id, new Date());
  }
  workshop.write(EMPTY_TEST, "test('nothing', () => {});\n");
  return workshop;
}

function measuredStep(root: string): Step {
  return stepNumbered(readSteps(root), MEASURED_STEP);
}

async function emptyJest(root: string): Promise<number> {
  await pause(BETWEEN_SAVES);
  const args = ['--selectProjects=steps', '--runTestsByPath', EMPTY_TEST];
  const start = performance.now();
  await promisify(execFile)(process.execPath, [JEST, ...args], { cwd: root });
  return performance.now() - start;
}

if (require.main === module) {
  measureVerdict().then(
    (figures) => console.log(verdictFiguresText(figures).join('\n')),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
