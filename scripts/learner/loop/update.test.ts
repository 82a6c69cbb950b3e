import path from 'node:path';
import { plain } from '../../terminal/screen';
import { NO_OUTPUT, NO_TALLY, type Verdict } from '../check/verdict';
import type { Checked } from '../checked';
import type { Progress } from '../progress';
import type { Step } from '../steps';
import { render, statusLine } from './render';
import type { LoopEffect, LoopEvent, LoopState } from './state';
import { initialState, update } from './update';

const NOON = new Date('2026-01-02T12:00:00Z');
const SCREEN = { root: '/workshop', columns: 80, style: plain };
const STEPS = ['04', '05', '06'].map(step);
const [FOURTH, FIFTH, SIXTH] = STEPS as [Step, Step, Step];
const DONE = { attempts: 1, hints: 0, firstPassedAt: NOON.toISOString() };

function step(number: string): Step {
  const directory = path.join('/workshop', 'steps', `${number}-step`);
  const lesson = path.join(directory, 'README.md');
  const facts = { title: `Title ${number}`, minutes: 5, files: [], check: '' };
  return { id: `${number}-step`, number, directory, lesson, ...facts };
}

function verdict(passes: boolean): Verdict {
  const finding = passes ? ({ kind: 'passed' } as const) : ({ kind: 'no-tests' } as const);
  return { finding, tally: { ...NO_TALLY, passed: 2, total: 2 }, output: NO_OUTPUT };
}

function checked(passes: boolean): Checked {
  const facts = { isNewPass: passes, isCheckChanged: false, hasVerification: false };
  return { verdict: verdict(passes), mistakes: [], at: NOON, ...facts };
}

/** What changes a state that it was given is found out. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) frozen(member);
  return value;
}

/** A loop to which one thing happens after another. */
class Course {
  state: LoopState;
  effects: LoopEffect[] = [];

  constructor(parts: Partial<LoopState> = {}) {
    const nothing = { steps: STEPS, step: FOURTH, progress: {}, isManual: false };
    this.state = initialState({ ...nothing, autoAdvance: false, ...parts });
    this.happens({ on: 'begin' }, { on: 'introduced', text: 'Where the files are.' });
  }

  happens(...events: LoopEvent[]): this {
    for (const event of events) [this.state, ...this.effects] = update(frozen(this.state), event);
    return this;
  }

  press(...keys: string[]): this {
    const { progress } = this.state;
    return this.happens(...keys.map((key) => ({ on: 'key', key, progress }) as const));
  }

  save(owner: Step): this {
    return this.happens({ on: 'save', file: path.join(owner.directory, 'f.ts') });
  }

  /** The check that is running ends. */
  ends(passes: boolean, check = this.state.checking!): this {
    const { step, progress } = this.state;
    const after: Progress = passes ? { ...progress, [step.id]: DONE } : progress;
    return this.happens({ on: 'checked', check, checked: checked(passes), progress: after });
  }

  /** The check of another step that is running ends. */
  recheckEnds(passes: boolean): this {
    const { check } = this.state.rechecking!;
    const { progress } = this.state;
    return this.happens({ on: 'rechecked', check, verdict: verdict(passes), progress });
  }

  get text(): string {
    return render(this.state, SCREEN);
  }
}

test('a step is introduced before its check begins', () => {
  const { state } = new Course();
  const [begun, ...effects] = update(state, { on: 'begin' });
  expect(effects).toEqual([
    { do: 'give up', check: 1 },
    { do: 'introduce', step: FOURTH },
  ]);
  expect(begun.checking).toBeUndefined();
  expect(update(begun, { on: 'introduced', text: '' })[1]).toEqual({
    do: 'check',
    check: 2,
    step: FOURTH,
  });
});

test('the same events lead to the same state, and the same text', () => {
  const [one, other] = [new Course(), new Course()].map((course) =>
    course.ends(false).press('?', 'l').save(SIXTH).ends(true),
  );
  expect(one?.state).toEqual(other?.state);
  expect(one?.text).toBe(other?.text);
});

test('a save gives up the check that is running, and its verdict changes nothing', () => {
  const course = new Course();
  const outdated = course.state.checking!;
  course.save(FOURTH);
  expect(course.effects).toEqual([
    { do: 'give up', check: outdated },
    { do: 'check', check: outdated + 1, step: FOURTH },
  ]);
  const before = course.state;
  expect(course.ends(true, outdated).state).toBe(before);
});

test('a check that failed is told once, also if it was given up', () => {
  const course = new Course();
  const outdated = course.state.checking!;
  course.save(FOURTH);
  const before = course.state;
  course.happens({ on: 'check failed', check: outdated, reason: 'No memory.' });
  expect(course.state).toBe(before);
  course.happens({ on: 'check failed', check: before.checking!, reason: 'No memory.' });
  expect(course.text).toContain('The check could not run. No memory.');
  expect(course.state.checking).toBeUndefined();
});

test('a question is answered by the next key alone', () => {
  const course = new Course().ends(false).press('r');
  expect(course.effects).toEqual([]);
  expect(course.press('y').effects).toEqual([{ do: 'reset', step: FOURTH }]);
  expect(course.press('y').effects).toEqual([]);
  expect(course.text).toContain('y means nothing here');
});

test('a question does not keep anybody from leaving', () => {
  const course = new Course().ends(false).press('s', 'quit');
  expect(course.effects).toEqual([{ do: 'quit' }]);
});

test('leaving gives up all that is running', () => {
  const course = new Course({ progress: { [FIFTH.id]: DONE } }).save(FOURTH).ends(true);
  const recheck = course.state.rechecking!.check;
  course.press('c', 'q');
  expect(course.effects).toEqual([
    { do: 'give up', check: course.state.lastCheck },
    { do: 'give up', check: recheck },
    { do: 'quit' },
  ]);
});

test('a later step waits until the check of the step at hand has ended', () => {
  const progress = { [FIFTH.id]: DONE, [SIXTH.id]: DONE };
  const course = new Course({ progress }).save(FOURTH).ends(true);
  expect(course.effects).toEqual([{ do: 'recheck', check: 3, step: FIFTH }]);
  course.press('c').recheckEnds(true);
  expect(course.effects).toEqual([]);
  expect(course.ends(true).effects).toEqual([{ do: 'recheck', check: 5, step: SIXTH }]);
});

test('a step that passes again is no longer the broken one', () => {
  const course = new Course({ progress: { [FIFTH.id]: DONE } }).save(FOURTH).ends(true);
  course.recheckEnds(false);
  expect(course.state.broken).toBe(FIFTH);
  course.save(FOURTH).ends(true).recheckEnds(true);
  expect(course.state.broken).toBeUndefined();
});

test('goes on by itself only where a step is left', () => {
  const course = new Course({ autoAdvance: true, step: SIXTH }).ends(true);
  expect(course.effects).toEqual([{ do: 'introduce', step: FOURTH }]);
  course.happens({ on: 'introduced', text: '' }).ends(true);
  course.happens({ on: 'introduced', text: '' }).ends(true);
  expect(course.effects).toEqual([]);
  expect(course.text).toContain('You have built');
});

test.each([
  [true, 'Press c to check.'],
  [false, 'Save a file, and it is checked at once.'],
])('says what begins a check: by hand %s', (isManual, sentence) => {
  expect(new Course({ isManual }).ends(false).text).toContain(sentence);
});

test('what was asked for stays above the verdict', () => {
  const course = new Course().ends(false).save(FOURTH).press('?').ends(true);
  expect(course.text).toMatch(/q {2}leaves[\s\S]*passes: 2 of 2/);
});

test('the same state is laid out for any width', () => {
  const { state } = new Course().press('?', 'n', 'r');
  const narrow = render(state, { ...SCREEN, columns: 40 });
  expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
});

test('the line below says what is going on', () => {
  const course = new Course();
  expect(statusLine(course.state, NOON)).toBe('Checking …');
  const later = new Date(NOON.getTime() + 5000);
  expect(statusLine(course.ends(false).state, later)).toBe('Last check: 5 s ago');
});
