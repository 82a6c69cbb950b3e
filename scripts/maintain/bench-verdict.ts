import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Checker } from '../learner/check/checker';
import { isPass } from '../learner/check/verdict';
import { watchSteps } from '../learner/loop/watch';
import { readSteps, type Step, stepNumbered } from '../learner/steps';
import { type TemporaryWorkshop, temporaryWorkshop } from '../learner/temporary-workshop';
import { median } from './ratios';
import { finishedFilesOf } from './untouched-steps';

const MEASURED_STEP = '07';
const ROUNDS = 7;

/** Longer than it takes until the next process stands ready; a learner takes longer, too. */
const BETWEEN_SAVES = 2000;

/** What Jest takes if there is nothing to do, in the same Jest project. */
const EMPTY_TEST = path.join('steps', 'empty', 'empty.test.ts');

/** Medians, in milliseconds. */
export interface VerdictFigures {
  /** From the moment a file is written to the verdict on its step, in the learner's loop. */
  saveToVerdict: number;
  /** A new Jest process with an empty test, from its start to its end. */
  coldJest: number;
  /** A process that has Jest loaded already, with an empty test. */
  warmJest: number;
}

/** Measures how long a learner waits for a verdict, and Jest on an empty test, in turns. */
export async function measureVerdict(): Promise<VerdictFigures> {
  const workshop = temporaryWorkshop();
  const { root } = workshop;
  const { step, save } = layOutStep(workshop);
  const learner = startLearner(root, step, save);
  const jest = startJest(root);
  const times: number[][] = [];
  try {
    for (let round = 0; round < 1 + ROUNDS; round += 1) {
      await pause(BETWEEN_SAVES);
      const saveToVerdict = await learner.saveAndWait();
      await pause(BETWEEN_SAVES);
      times.push([saveToVerdict, await coldJest(root), await warmJest(jest)]);
    }
  } finally {
    jest.kill();
    learner.leave();
    workshop.remove();
  }
  // Nothing is compiled yet in the first round.
  const [saveToVerdict = [], cold = [], warm = []] = transposed(times.slice(1));
  return { saveToVerdict: median(saveToVerdict), coldJest: median(cold), warmJest: median(warm) };
}

/** The figures in words, one a line, each with what is aimed at. */
export function verdictFiguresText(figures: VerdictFigures): string[] {
  const { saveToVerdict, coldJest, warmJest } = figures;
  const more = (base: number) => `${saveToVerdict < base ? '' : '+'}${ms(saveToVerdict - base)}`;
  return [
    `save to verdict of step ${MEASURED_STEP}: ${ms(saveToVerdict)} (aim: 600 ms or less)`,
    `compared with a new Jest process on an empty test, ${ms(coldJest)}: ${more(coldJest)} (aim: +200 ms or less)`,
    `compared with a loaded Jest on an empty test, ${ms(warmJest)}: ${more(warmJest)}`,
  ];
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

/** Writes the measured step and all before it, finished. `save` changes the step's file. */
function layOutStep({ root, write }: TemporaryWorkshop): { step: Step; save: () => void } {
  const steps = readSteps();
  const measured = steps.indexOf(stepNumbered(steps, MEASURED_STEP));
  for (const step of steps.slice(0, measured + 1)) {
    const folder = path.join('steps', step.id);
    for (const [name, text] of finishedFilesOf(step)) write(path.join(folder, name), text);
    for (const file of [step.lesson, step.check]) {
      write(path.join(folder, path.basename(file)), readFileSync(file, 'utf8'));
    }
  }
  write(EMPTY_TEST, "test('nothing', () => {});\n");

  const step = stepNumbered(readSteps(root), MEASURED_STEP);
  const [file = ''] = step.files;
  const text = readFileSync(file, 'utf8');
  let saves = 0;
  const save = () => {
    saves += 1;
    writeFileSync(file, `${text}// saved ${saves} times\n`);
  };
  return { step, save };
}

/** The loop without its screen: what notices a save, and what checks. */
function startLearner(root: string, step: Step, save: () => void) {
  const checker = new Checker({ root });
  let onSave = (): void => undefined;
  const watcher = watchSteps(root, 'events', {
    onSave: () => onSave(),
    onWatching: () => undefined,
    onError: (problem) => {
      throw new Error(`Saves are not noticed here: ${problem}`);
    },
  });
  const saveAndWait = async (): Promise<number> => {
    const noticed = new Promise<void>((resolve) => {
      onSave = resolve;
    });
    const start = performance.now();
    save();
    await noticed;
    const verdict = await checker.check(step);
    if (!isPass(verdict)) throw new Error(`Step ${step.id} does not pass: ${verdict.finding.kind}`);
    return performance.now() - start;
  };
  const leave = () => {
    watcher.close();
    checker.close();
  };
  return { saveAndWait, leave };
}

async function coldJest(root: string): Promise<number> {
  const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
  const args = ['--selectProjects=steps', '--runTestsByPath', EMPTY_TEST];
  const start = performance.now();
  await promisify(execFile)(process.execPath, [jest, ...args], { cwd: root });
  return performance.now() - start;
}

function startJest(root: string): ChildProcess {
  return fork(path.join(__dirname, 'warm-jest.ts'), [root, EMPTY_TEST], {
    cwd: root,
    execArgv: ['--require', require.resolve('tsx/cjs')],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

async function warmJest(jest: ChildProcess): Promise<number> {
  const told = once(jest, 'message');
  jest.send('run');
  const [milliseconds] = await told;
  return milliseconds;
}

function transposed(rows: number[][]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
}

if (require.main === module) {
  measureVerdict().then((figures) => console.log(verdictFiguresText(figures).join('\n')));
}
