import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NO_OUTPUT, NO_TALLY, type Verdict } from '../check/verdict';
import { ProgressFile } from '../progress';
import { plain } from '../show/style';
import type { Step } from '../steps';
import { lesson } from '../temporary-workshop';
import { Loop } from './loop';

const NOON = new Date('2026-01-02T12:00:00Z');
const PASS: Verdict = {
  finding: { kind: 'passed' },
  tally: { passed: 2, failed: 0, skipped: 0, total: 2 },
  output: NO_OUTPUT,
};
const FAIL: Verdict = {
  finding: { kind: 'to-do', functionName: 'sign', task: 'sign it', place: null },
  tally: { ...NO_TALLY, failed: 2, total: 2 },
  output: NO_OUTPUT,
};

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
  hasLeft = false;
  readonly loop: Loop;

  constructor() {
    const steps = ['04', '05'].map((number) => this.step(number));
    const terminal = {
      style: plain,
      columns: () => 80,
      write: (text: string) => {
        this.screen += text;
      },
      clear: () => {
        this.screen = '';
      },
      close: () => undefined,
    };
    const parts = {
      root: this.root,
      steps,
      progress: this.progress,
      checker: { check: (step: Step, signal?: AbortSignal) => this.check(step, signal!) },
      terminal,
      now: () => NOON,
      onQuit: () => {
        this.hasLeft = true;
      },
    };
    this.loop = new Loop(parts, steps[0]!);
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

  private step(number: string): Step {
    const file = path.join(this.root, `${number}.md`);
    writeFileSync(file, lesson(`Title ${number}`, ['A nudge.', 'The pseudo-code.']));
    return {
      id: `${number}-step`,
      number,
      title: `Title ${number}`,
      minutes: 5,
      directory: this.root,
      lesson: file,
      files: [],
      check: '',
    };
  }

  private check(step: Step, signal: AbortSignal): Promise<Verdict> {
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

it('begins with the map, the step and a check', async () => {
  expect(stage.screen).toMatch(/0 of 2 steps done[\s\S]*here {2}04[\s\S]*Step 04: Title 04/);
  expect(stage.checks).toHaveLength(1);
  await stage.answer(FAIL);
  expect(stage.screen).toMatch(/here {2}04[\s\S]*0 of 2 cases pass[\s\S]*Next: sign — sign it/);
});

it('goes on only when the step passes and the learner says so', async () => {
  await stage.answer(FAIL);
  stage.press('n');
  expect(stage.screen).toContain('This step does not pass yet.');

  stage.loop.onSave();
  await stage.answer(PASS);
  expect(stage.screen).toMatch(/Step 04 passes: 2 of 2[\s\S]*Press Enter to go on with step 05/);
  expect(stage.checks).toHaveLength(2);

  stage.press('return');
  expect(stage.screen).toMatch(/1 of 2 steps done[\s\S]*done {2}04[\s\S]*here {2}05/);
  expect(stage.checks.at(-1)?.step).toBe('05');
});

it('says so when the last step passes, and stays', async () => {
  stage.progress.recordCheck('05-step', true, NOON);
  await stage.answer(PASS);
  expect(stage.screen).toContain('all of them pass');
  stage.press('return');
  expect(stage.checks).toHaveLength(1);
});

it('remembers passes and attempts', async () => {
  await stage.answer(FAIL);
  stage.press('return');
  await stage.answer(PASS);
  expect(stage.progress.of('04-step')).toMatchObject({
    attempts: 2,
    hints: 0,
    firstPassedAt: NOON.toISOString(),
  });
});

it('shows a new verdict in the place of the last one', async () => {
  await stage.answer(FAIL);
  stage.press('r');
  await stage.answer(PASS);
  expect(stage.screen).not.toContain('0 of 2');
});

it('gives up a check when a file is saved again, and never shows its verdict', async () => {
  stage.loop.onSave();
  const [outdated, current] = stage.checks;
  expect(outdated?.signal.aborted).toBe(true);
  await outdated?.answer(PASS);
  expect(stage.screen).not.toContain('passes');
  await current?.answer(FAIL);
  expect(stage.screen).toContain('0 of 2 cases pass');
});

it('shows one hint after another while a check runs, and does not wipe it away', async () => {
  await stage.answer(FAIL);
  stage.loop.onSave();
  stage.press('h');
  await stage.answer(FAIL);
  expect(stage.screen).toMatch(/Hint 1 of 2[\s\S]*A nudge\.[\s\S]*0 of 2 cases pass/);
  stage.press('h');
  expect(stage.screen).toMatch(/Hint 2 of 2[\s\S]*The pseudo-code\.\n\nThat was the last one/);
  expect(stage.progress.of('04-step').hints).toBe(2);
});

it('lives on if a check cannot be run', async () => {
  await stage.checks[0]?.fail(new Error('No memory.'));
  expect(stage.screen).toContain('The check could not run. No memory.');
  stage.press('r');
  await stage.answer(PASS);
  expect(stage.screen).toContain('Step 04 passes');
});

it('answers a key it does not know with those it knows', () => {
  stage.press('x');
  expect(stage.screen).toContain('Keys: h hint');
});

it.each(['q', 'quit'])('gives up its check and leaves on %s', (key) => {
  stage.press(key);
  expect(stage.checks[0]?.signal.aborted).toBe(true);
  expect(stage.hasLeft).toBe(true);
});
