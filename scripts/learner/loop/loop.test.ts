import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plain } from '../../terminal/screen';
import { NO_OUTPUT, NO_TALLY, type Verdict } from '../check/verdict';
import { ProgressFile } from '../progress';
import type { Step } from '../steps';
import { lesson } from '../testing/temporary-workshop';
import { Loop } from './loop';

const NOON = new Date('2026-01-02T12:00:00Z');
const PASS: Verdict = {
  finding: { kind: 'passed' },
  tally: { passed: 2, failed: 0, skipped: 0, total: 2 },
  output: NO_OUTPUT,
};
const FAIL: Verdict = {
  finding: { kind: 'to-do', functionName: 'sign', task: 'sign it' },
  tally: { ...NO_TALLY, failed: 2, total: 2 },
  output: NO_OUTPUT,
};

const SOLUTION = `/**
 * Signs.
 *
 * @exercise sign it
 */
export function sign(): number {
  return 2;
}
`;

interface Check {
  step: string;
  signal: AbortSignal;
  answer: (verdict: Verdict) => Promise<void>;
  fail: (error: Error) => Promise<void>;
}

/** A loop on a screen of text, whose checks answer when a test says so. */
class Stage {
  readonly root = mkdtempSync(path.join(tmpdir(), 'loop-'));
  readonly progress = new ProgressFile(this.root, () => undefined);
  readonly checks: Check[] = [];
  screen = '';
  status = '';
  hasLeft = false;
  isSuspended = false;
  columns = 80;
  now = NOON;
  readonly steps = ['04', '05', '06'].map((number) => this.#step(number));
  readonly loop: Loop;

  constructor({ autoAdvance = false, canOpen = false } = {}) {
    const { root, progress } = this;
    const terminal = {
      write: (text: string) => {
        this.screen += text;
      },
      clear: () => {
        this.screen = '';
      },
      status: (text: string) => {
        this.status = text;
      },
      suspend: (onReturn: () => void) => {
        this.isSuspended = true;
        onReturn();
      },
      close: () => undefined,
    };
    const parts = {
      context: () => ({
        root,
        progress,
        steps: () => this.steps,
        style: plain,
        columns: this.columns,
        now: this.now,
        warn: () => undefined,
      }),
      checker: { check: (step: Step, signal?: AbortSignal) => this.#check(step, signal!) },
      terminal,
      openFile: async () => canOpen,
      openLab: async () => 'The lab is at http://127.0.0.1:4580/.',
      manual: false,
      autoAdvance,
      onQuit: () => {
        this.hasLeft = true;
      },
    };
    this.loop = new Loop(parts, this.steps[0]!);
  }

  /** A learner's file in the folder of a step is saved. */
  save(number: string): void {
    this.loop.onSave(path.join(this.root, 'steps', `${number}-step`, 'f.ts'));
  }

  isPassed(number: string): void {
    this.progress.recordCheck(`${number}-step`, true, NOON);
  }

  text(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  press(...keys: string[]): void {
    for (const key of keys) this.loop.onKey(key);
  }

  answer(verdict: Verdict): Promise<void> {
    return this.checks.at(-1)!.answer(verdict);
  }

  close(): void {
    rmSync(this.root, { recursive: true });
  }

  #step(number: string): Step {
    const id = `${number}-step`;
    const directory = path.join(this.root, 'steps', id);
    const solutions = path.join(this.root, 'solutions', id);
    for (const folder of [directory, solutions]) mkdirSync(folder, { recursive: true });
    const file = path.join(directory, 'README.md');
    writeFileSync(file, lesson(`Title ${number}`, ['A nudge.', 'The pseudo-code.']));
    writeFileSync(path.join(directory, 'f.ts'), 'export const mine = 1;\n');
    writeFileSync(path.join(solutions, 'f.ts'), SOLUTION);
    return {
      id,
      number,
      title: `Title ${number}`,
      minutes: 5,
      directory,
      lesson: file,
      files: [path.join(directory, 'f.ts')],
      check: '',
    };
  }

  #check(step: Step, signal: AbortSignal): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      const settled = (settle: () => void) => {
        settle();
        // The loop hears of it in a later turn.
        return new Promise<void>((done) => setImmediate(done));
      };
      this.checks.push({
        step: step.number,
        signal,
        answer: (verdict) => settled(() => resolve(verdict)),
        fail: (error) => settled(() => reject(error)),
      });
    });
  }
}

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
  stage.loop.begin();
});

afterEach(() => stage.close());

test('begins with the map, the step and a check', async () => {
  expect(stage.screen).toMatch(/0 of 3 steps done[\s\S]*here {2}04[\s\S]*Step 04: Title 04/);
  expect(stage.checks).toHaveLength(1);
  await stage.answer(FAIL);
  expect(stage.screen).toMatch(/here {2}04[\s\S]*0 of 2 cases pass[\s\S]*Next: sign — sign it/);
});

test('goes on only when the step passes and the learner says so', async () => {
  await stage.answer(FAIL);
  stage.press('n');
  expect(stage.screen).toContain('This step does not pass yet: h gives a hint.');

  stage.save('04');
  await stage.answer(PASS);
  expect(stage.screen).toMatch(/Step 04 passes: 2 of 2[\s\S]*Press Enter to go on with step 05/);
  expect(stage.checks).toHaveLength(2);

  stage.press('return');
  expect(stage.screen).toMatch(/1 of 3 steps done[\s\S]*done {2}04[\s\S]*here {2}05/);
  expect(stage.checks.at(-1)?.step).toBe('05');
});

test('says so when the last step passes, and stays', async () => {
  for (const number of ['05', '06']) stage.isPassed(number);
  await stage.answer(PASS);
  for (const words of ['You have built', 'npm run demo', 'npm run teardown', 'check-signer']) {
    expect(stage.screen).toContain(words);
  }
  stage.press('c');
  await stage.answer(PASS);
  expect(stage.screen).toContain('All steps are done.');
  expect(stage.screen).not.toContain('You have built');
  stage.press('return');
  expect(stage.screen).toContain('You have built');
  expect(stage.checks).toHaveLength(2);
});

test('lists the step at hand as done once it is', async () => {
  await stage.answer(PASS);
  stage.press('l');
  expect(stage.screen).toMatch(/1 of 3 steps done\n\n {2}done {2}04 .* here\n/);
});

test('remembers a key to go on that is pressed while a check runs', async () => {
  stage.press('return', 'n');
  expect(stage.checks).toHaveLength(1);
  expect(stage.screen.match(/Goes on as soon as step 04 passes\./g)).toHaveLength(1);
  await stage.answer(PASS);
  expect(stage.checks.at(-1)?.step).toBe('05');
  await stage.answer(PASS);
  expect(stage.checks).toHaveLength(2);
});

test('says to whoever works ahead which step is checked, and how to get to the other', async () => {
  stage.save('06');
  await stage.answer(FAIL);
  expect(stage.screen).toMatch(/a file of step 06; what is checked here is step 04: npm start\s06/);
  stage.save('05');
  await stage.answer(PASS);
  expect(stage.screen).toMatch(/a file of step 05; what is checked here is step 04: Enter goes/);
  stage.save('04');
  await stage.answer(PASS);
  expect(stage.screen).not.toContain('what is checked here');
});

test('says once that it checks, however close the saves are', () => {
  stage.save('04');
  stage.save('04');
  expect(stage.screen.match(/Checking …/g)).toHaveLength(1);
});

test('gives no hints on what passes', async () => {
  await stage.answer(PASS);
  stage.press('h');
  expect(stage.screen).toContain('Step 04 passes: no hint is needed.');
  expect(stage.progress.of('04-step').hints).toBe(0);
});

test('remembers passes and attempts', async () => {
  await stage.answer(FAIL);
  stage.press('return');
  await stage.answer(PASS);
  expect(stage.progress.of('04-step')).toMatchObject({
    attempts: 2,
    hints: 0,
    firstPassedAt: NOON.toISOString(),
  });
});

test('shows a new verdict in the place of the last one', async () => {
  await stage.answer(FAIL);
  stage.press('c');
  await stage.answer(PASS);
  expect(stage.screen).not.toContain('0 of 2');
});

test('gives up a check when a file is saved again, and never shows its verdict', async () => {
  stage.save('04');
  const [outdated, current] = stage.checks;
  expect(outdated?.signal.aborted).toBe(true);
  await outdated?.answer(PASS);
  expect(stage.screen).not.toContain('passes');
  await current?.answer(FAIL);
  expect(stage.screen).toContain('0 of 2 cases pass');
});

test('shows one hint after another while a check runs, and does not wipe it away', async () => {
  await stage.answer(FAIL);
  stage.save('04');
  stage.press('h');
  await stage.answer(FAIL);
  expect(stage.screen).toMatch(/Hint 1 of 3[\s\S]*A nudge\.[\s\S]*0 of 2 cases pass/);
  stage.press('h', 'h');
  expect(stage.screen).toMatch(
    /Hint 2 of 3[\s\S]*The pseudo-code\.[\s\S]*Hint 3 of 3: The solution of sign/,
  );
  expect(stage.screen).toMatch(/\+export function sign[\s\S]*That was the last one/);
  stage.press('h');
  expect(stage.progress.of('04-step').hints).toBe(3);
});

test('lives on if a check cannot be run', async () => {
  await stage.checks[0]?.fail(new Error('No memory.'));
  expect(stage.screen).toContain('The check could not run. No memory.');
  stage.press('c');
  await stage.answer(PASS);
  expect(stage.screen).toContain('Step 04 passes');
});

test('answers a letter it does not know in one line, and an arrow not at all', () => {
  const before = stage.screen;
  stage.press('up');
  expect(stage.screen).toBe(before);
  stage.press('x');
  expect(stage.screen).toBe(`${before}x means nothing here; ? shows the keys.\n\n`);
});

test('lives on when what a key needs was deleted', () => {
  rmSync(stage.steps[0]!.lesson);
  stage.press('h');
  expect(stage.screen).toContain('no such file');
  stage.press('?');
  expect(stage.screen).toContain('checks the step now');
});

test('says how to try a step on an account where its lesson does', async () => {
  await stage.answer(PASS);
  expect(stage.screen).not.toContain('npm run verify');
  appendFileSync(stage.steps[0]!.lesson, '`npm run verify -- 04` does so.');
  stage.press('c');
  await stage.answer(PASS);
  expect(stage.screen).toMatch(/npm run verify -- 04\nPress Enter to go on with step 05/);
});

test('keeps its lines within a narrow terminal', async () => {
  stage.columns = 40;
  await stage.answer(FAIL);
  stage.press('?', 'h', 'n', 'q');
  const [, ...lines] = stage.screen.slice(stage.screen.indexOf('Next: sign')).split('\n');
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
});

test.each(['q', 'quit'])('gives up its check and leaves on %s', (key) => {
  stage.press(key);
  expect(stage.checks[0]?.signal.aborted).toBe(true);
  expect(stage.hasLeft).toBe(true);
});

test('says what each key does', () => {
  stage.press('?');
  expect(stage.screen).toMatch(/c {2}checks the step now[\s\S]*q {2}leaves/);
});

test('goes on by itself if it was asked to', async () => {
  stage.close();
  stage = new Stage({ autoAdvance: true });
  stage.loop.begin();
  await stage.answer(PASS);
  expect(stage.checks.at(-1)?.step).toBe('05');
});

test('shows how long ago the last check was', async () => {
  stage.loop.onTick();
  expect(stage.status).toBe('Checking …');
  await stage.answer(FAIL);
  stage.now = new Date(NOON.getTime() + 42_000);
  stage.loop.onTick();
  expect(stage.status).toBe('Last check: 42 s ago');
});

test('shows the verdict again on a terminal of another size, and after it was suspended', async () => {
  await stage.answer(FAIL);
  stage.loop.onResize();
  expect(stage.screen).toMatch(/^Step 04: 0 of 2/);
  stage.press('ctrl-z');
  expect(stage.isSuspended).toBe(true);
  expect(stage.screen).toMatch(/^Step 04: 0 of 2/);
});

test('checks again what ran while it was suspended', async () => {
  stage.press('ctrl-z');
  expect(stage.checks.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  expect(stage.screen).toBe('Checking …\n\n');
  await stage.answer(FAIL);
  expect(stage.screen).toContain('0 of 2');
});

test('the lab is opened with a key, and its address is told', async () => {
  stage.press('v');
  await new Promise<void>((done) => setImmediate(done));
  expect(stage.screen).toContain('The lab is at http://127.0.0.1:4580/.');
});

describe('the lesson', () => {
  const turn = () => new Promise<void>((done) => setImmediate(done));

  test('is shown where there is nothing to open it with', async () => {
    stage.press('o');
    await turn();
    expect(stage.screen).toMatch(/\nTitle 04\n[\s\S]*\(steps\/04-step\/README\.md\)/);
    expect(stage.screen).not.toMatch(/minutes: 5|A nudge/);
  });

  test('has the verdict and the keys below it', async () => {
    await stage.answer(FAIL);
    stage.press('o');
    await turn();
    expect(stage.screen).toMatch(/README\.md\)[\s\S]*0 of 2 cases pass[\s\S]*h hint/);
  });

  test('is opened where there is', async () => {
    stage.close();
    stage = new Stage({ canOpen: true });
    stage.loop.begin();
    stage.press('o');
    await turn();
    expect(stage.screen).toContain('Opened steps/04-step/README.md.');
  });
});

describe('the solution', () => {
  test('is shown before the step passes only if the learner insists', async () => {
    await stage.answer(FAIL);
    stage.press('s', 'x');
    expect(stage.screen).toContain('Left as it is: h gives the next hint.');
    expect(stage.screen).not.toContain('+export function sign');
    stage.press('s', 'y');
    expect(stage.screen).toContain('+export function sign');
  });

  test('is shown at once when the step passes', async () => {
    await stage.answer(PASS);
    stage.press('s');
    expect(stage.screen).toContain('+export function sign');
  });
});

describe('a reset', () => {
  test('happens only on a yes, and can be taken back', async () => {
    await stage.answer(FAIL);
    stage.press('r', 'n');
    expect(stage.text('steps/04-step/f.ts')).toBe('export const mine = 1;\n');

    stage.press('r', 'y');
    expect(stage.text('steps/04-step/f.ts')).toContain('TODO sign: sign it');
    expect(stage.screen).toMatch(/to get them back +npm run workshop -- restore/);
    await stage.answer(FAIL);
    expect(stage.screen).toContain('to get them back');
  });
});

describe('a save in an earlier step', () => {
  beforeEach(async () => {
    await stage.answer(PASS);
    stage.press('return');
    await stage.answer(FAIL);
    stage.save('04');
    await stage.answer(FAIL);
  });

  test('has that step checked again, behind the one at hand', async () => {
    expect(stage.checks.slice(-2).map(({ step }) => step)).toEqual(['05', '04']);
    await stage.answer(FAIL);
    expect(stage.screen).toContain('Step 04 passed before, and no longer does: 0 of 2 cases pass.');
    stage.press('l');
    expect(stage.screen).toContain('Passed, now broken: 04.');
    stage.press('b');
    expect(stage.checks.at(-1)?.step).toBe('04');
  });

  test('is no news if it still passes', async () => {
    await stage.answer(PASS);
    expect(stage.screen).not.toContain('passed before');
    stage.press('b');
    expect(stage.screen).toContain('No step that was done has broken since.');
  });

  test('gives way to the next save, and is made up for', async () => {
    const outdated = stage.checks.at(-1);
    stage.save('05');
    expect(outdated?.signal.aborted).toBe(true);
    await stage.answer(FAIL);
    expect(stage.checks.at(-1)?.step).toBe('04');
  });
});

describe('a save that later steps depend on', () => {
  const told = () => stage.screen.match(/Step \d\d passed before/g);

  test('has none of them blamed while the step at hand fails', async () => {
    for (const number of ['05', '06']) stage.isPassed(number);
    await stage.answer(PASS);
    stage.save('04');
    await stage.answer(FAIL);
    expect(stage.checks.map(({ step }) => step)).toEqual(['04', '04']);
    expect(told()).toBeNull();
  });

  test('has the earliest one named that fails alone, until it passes', async () => {
    for (const number of ['05', '06']) stage.isPassed(number);
    stage.save('04');
    await stage.answer(PASS);
    await stage.answer(FAIL);
    expect(stage.checks.map(({ step }) => step)).toEqual(['04', '04', '05']);
    expect(told()).toEqual(['Step 05 passed before']);

    stage.save('04');
    await stage.answer(PASS);
    await stage.answer(PASS);
    stage.press('b');
    expect(stage.screen).toContain('No step that was done has broken since.');
    expect(stage.checks.at(-1)?.step).toBe('06');
  });

  test('has those wait that are behind one that is not done', async () => {
    stage.isPassed('06');
    stage.save('04');
    await stage.answer(PASS);
    expect(stage.checks.map(({ step }) => step)).toEqual(['04', '04']);
  });

  test('is no news where the machine was too busy to load the check', async () => {
    stage.isPassed('05');
    stage.save('04');
    await stage.answer(PASS);
    const finding = { kind: 'timed-out', seconds: 30 } as const;
    await stage.answer({ ...FAIL, finding, tally: NO_TALLY });
    expect(told()).toBeNull();
  });
});
