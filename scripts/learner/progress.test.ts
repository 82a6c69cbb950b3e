import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  firstUnfinished,
  isBroken,
  isDone,
  ProgressFile,
  renamedProgress,
  stepAtHand,
  wasDone,
} from './progress';
import type { Step } from './steps';

const NOON = new Date('2026-01-02T12:00:00Z');
const at = (time: string) => new Date(`2026-01-02T${time}:00Z`);
const LATER = new Date('2026-01-02T13:00:00Z');

let root: string;
let warnings: string[];

/** As after a restart: nothing is remembered but what is on disk. */
const open = () => new ProgressFile(root, (warning) => warnings.push(warning));

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'progress-'));
  warnings = [];
});

afterEach(() => {
  expect(readdirSync(path.join(root)).filter((name) => name !== '.workshop')).toEqual([]);
  rmSync(root, { recursive: true });
});

test('begins with nothing', () => {
  expect(open().read()).toEqual({});
  expect(warnings).toEqual([]);
});

test('counts the checks up to the first pass, and the hints, over restarts', () => {
  open().recordCheck('04-x', false, NOON);
  open().recordHint('04-x', 'lesson', 1);
  open().recordCheck('04-x', true, NOON);
  open().recordCheck('04-x', false, LATER);
  open().recordCheck('05-y', false, LATER);
  expect(open().read()).toMatchObject({
    '04-x': { attempts: 2, hints: 1, firstPassedAt: '2026-01-02T12:00:00.000Z' },
    '05-y': { attempts: 1, hints: 0 },
  });
  expect(warnings).toEqual([]);
});

test('counts the time between checks as work, and of a long pause only a part', () => {
  open().recordCheck('04-x', false, at('12:00'));
  open().recordCheck('04-x', true, at('12:10'));
  open().recordCheck('05-y', false, at('12:15'));
  open().recordCheck('05-y', false, at('18:00'));
  expect(open().of('04-x').seconds).toBe(600);
  expect(open().of('05-y').seconds).toBe(300 + 900);
});

test('counts the checks in which a mistake was found, up to the first pass', () => {
  open().recordCheck('04-x', false, NOON, ['query-order', 'plus-for-space']);
  open().recordCheck('04-x', false, NOON, ['query-order']);
  open().recordCheck('04-x', true, NOON);
  open().recordCheck('04-x', false, NOON, ['query-order']);
  expect(open().of('04-x').diagnoses).toEqual({ 'query-order': 2, 'plus-for-space': 1 });
});

test('opens a step again that was reset, and keeps the figures of its first pass', () => {
  open().recordCheck('04-x', true, NOON);
  open().recordReset('04-x', LATER);
  expect(isDone(open().of('04-x'))).toBe(false);
  open().recordCheck('04-x', false, LATER);
  open().recordCheck('04-x', true, LATER);
  expect(isDone(open().of('04-x'))).toBe(true);
  expect(open().of('04-x')).toMatchObject({ attempts: 1, firstPassedAt: NOON.toISOString() });
});

test('says of a step that passed and fails later that it is broken, until it passes again', () => {
  open().recordCheck('04-x', true, NOON);
  open().recordCheck('04-x', false, at('12:10'));
  open().recordCheck('04-x', false, LATER);
  expect(open().of('04-x')).toMatchObject({ attempts: 1, brokenAt: '2026-01-02T12:10:00.000Z' });
  expect([isDone, isBroken, wasDone].map((is) => is(open().of('04-x')))).toEqual([
    false,
    true,
    true,
  ]);
  const { isNewPass } = open().recordCheck('04-x', true, LATER);
  expect(isNewPass).toBe(false);
  expect(isBroken(open().of('04-x'))).toBe(false);
  expect(isDone(open().of('04-x'))).toBe(true);
});

test.each<[string, (file: ProgressFile) => void, boolean]>([
  ['started over', (file) => file.recordReset('04-x', LATER), false],
  ['replaced by its solution', (file) => file.recordSolutionTaken('04-x', LATER), true],
])('no longer calls a step broken that is %s', (_, change, isDoneThen) => {
  open().recordCheck('04-x', true, NOON);
  open().recordCheck('04-x', false, NOON);
  change(open());
  expect(isBroken(open().of('04-x'))).toBe(false);
  expect(isDone(open().of('04-x'))).toBe(isDoneThen);
});

test('takes a step for done whose solution was taken, but not for passed', () => {
  open().recordSolutionTaken('04-x', NOON);
  open().recordCheck('04-x', true, LATER);
  expect(isDone(open().of('04-x'))).toBe(true);
  expect(open().of('04-x')).toEqual({
    attempts: 0,
    hints: 0,
    solutionTakenAt: NOON.toISOString(),
  });
  open().recordReset('04-x', LATER);
  expect(isDone(open().of('04-x'))).toBe(false);
});

test('follows steps to their new ids', () => {
  open().recordHint('04-x', 'lesson', 1);
  open().recordHint('05-y', 'lesson', 1);
  const text = readFileSync(open().file, 'utf8');
  const newIds = new Map([
    ['04-x', '05-y'],
    ['05-y', '06-y'],
  ]);
  writeFileSync(open().file, renamedProgress(text, newIds) ?? '');
  expect(Object.keys(open().read())).toEqual(['05-y', '06-y']);
  expect(renamedProgress(text, new Map())).toBeUndefined();
});

test('reads a file that an earlier version has written', () => {
  const progress = open();
  mkdirSync(path.dirname(progress.file));
  writeFileSync(progress.file, '{"version":1,"steps":{"04-x":{"attempts":3,"hints":1}}}');
  expect(progress.of('04-x')).toEqual({ attempts: 3, hints: 1 });
});

test('leaves no unfinished file behind', () => {
  open().recordCheck('04-x', true, NOON);
  expect(readdirSync(path.join(root, '.workshop'))).toEqual(['progress.json']);
});

test.each([
  ['half a file', '{"version":1,"steps":{"04-x":{"att'],
  ['an empty file', ''],
  ['another form', '{"version":1,"steps":{"04-x":true}}'],
  ['a list', '[]'],
])('sets %s aside, says so, and goes on', (_, damaged) => {
  const progress = open();
  mkdirSync(path.dirname(progress.file));
  writeFileSync(progress.file, damaged);

  progress.recordCheck('05-y', true, NOON);

  expect(Object.keys(open().read())).toEqual(['05-y']);
  expect(warnings).toEqual([expect.stringMatching(/progress\.json was damaged.*kept as progress/)]);
  const [aside] = readdirSync(path.dirname(progress.file)).filter((name) => /damaged/.test(name));
  expect(readFileSync(path.join(path.dirname(progress.file), aside ?? ''), 'utf8')).toBe(damaged);
});

test('says so if progress cannot be saved, and goes on', () => {
  const progress = open();
  // A folder is where the file should be: this fails for every user, on every system.
  mkdirSync(progress.file, { recursive: true });
  progress.recordHint('04-x', 'lesson', 1);
  expect(warnings).toContainEqual(expect.stringMatching(/could not be saved.*Your files are safe/));
});

const steps = ['04', '05', '06'].map((number) => ({ id: number })) as Step[];
const done = { attempts: 1, hints: 0, firstPassedAt: NOON.toISOString() };

describe('firstUnfinished', () => {
  test.each([
    ['the first of all', {}, undefined, '04'],
    ['the first that is not done', { '04': done }, undefined, '05'],
    ['the next one behind a step', {}, '04', '05'],
    ['an earlier one if nothing is left behind it', { '06': done }, '05', '04'],
  ])('is %s', (_, progress, after, expected) => {
    const step = steps.find(({ id }) => id === after);
    expect(firstUnfinished(steps, progress, step)?.id).toBe(expected);
  });

  test('is none if all are done', () => {
    expect(firstUnfinished(steps, { '04': done, '05': done, '06': done })).toBeUndefined();
  });
});

describe('stepAtHand', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  const begun = (hour: number) => ({ attempts: 1, hints: 0, lastCheckedAt: at(hour) });

  test.each([
    ['the first of all', {}, '04'],
    ['the one checked last', { '04': begun(9), '06': begun(10), '05': begun(8) }, '06'],
    ['the next if that is done', { '04': begun(9), '05': { ...done, ...begun(10) } }, '06'],
    ['one that broke last', { '04': { ...done, brokenAt: at(11) }, '06': begun(10) }, '04'],
    ['one that was reset', { '04': { ...done, reopenedAt: at(11) }, '06': begun(10) }, '04'],
    [
      'one that stays behind',
      { '04': begun(9), '05': done, '06': { ...done, ...begun(10) } },
      '04',
    ],
    ['none if all are done', { '04': done, '05': done, '06': done }, undefined],
  ])('is %s', (_, progress, expected) => {
    expect(stepAtHand(steps, progress)?.id).toBe(expected);
  });
});
