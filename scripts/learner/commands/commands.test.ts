import { rmSync } from 'node:fs';
import path from 'node:path';
import { showMap } from '../show/map';
import { finishedOf, starterOf } from '../starter';
import { BareWorkshop } from '../testing/bare-workshop';
import { solution } from '../testing/scenarios';
import { catchUp } from './catch-up';
import { list } from './list';
import { reset } from './reset';
import { listSaved, restore, showSaved } from './restore';
import { showSolution, writeSolution } from './solution';

const IDS = ['04-first', '05-second', '06-third'];
const SOLUTION = solution('f');
const STARTER = starterOf(SOLUTION);
const OWN = STARTER.replace(/throw .*;/, 'return 41; // mine');

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const file = (index: number) => `steps/${IDS[index]}/f.ts`;
const fails = async () => false;

let workshop: BareWorkshop;

beforeEach(() => {
  workshop = new BareWorkshop();
  for (const id of IDS) workshop.writeStep(id, { solution: SOLUTION, own: OWN });
});

afterEach(() => workshop.remove());

const context = (minute = 0) => workshop.context(at(minute));
const states = () => {
  const { steps } = list({}, context()).data as { steps: { state: string }[] };
  return steps.map(({ state }) => state);
};

describe('reset', () => {
  test('gives the starter, says where the work is, and opens the step again', () => {
    context().progress.recordCheck('04-first', true, at(0));
    const { text, data } = reset(workshop.step('04'), context());
    expect(workshop.read(file(0))).toBe(STARTER);
    expect(data).toEqual({
      step: '04-first',
      changed: [file(0)],
      snapshot: '2026-03-01T12-00-00-000Z-reset-04',
    });
    expect(text).toContain('npm run workshop -- restore 2026-03-01T12-00-00-000Z-reset-04');
    expect(states()).toEqual(['here', 'not begun', 'not begun']);
  });

  test('saves nothing where there is nothing to change', () => {
    reset(workshop.step('04'), context());
    expect(reset(workshop.step('04'), context(1)).data).toMatchObject({ snapshot: null });
    expect(listSaved(context()).data).toMatchObject({ snapshots: [{ why: 'reset 04' }] });
  });

  test('restores a file that was deleted', () => {
    rmSync(path.join(workshop.root, file(0)));
    const { text } = reset(workshop.step('04'), context());
    expect(text).toContain(`at the beginning:\n  ${file(0)}`);
    expect(workshop.read(file(0))).toBe(STARTER);
  });

  test('saves each time, even twice within a millisecond', () => {
    reset(workshop.step('04'), context());
    workshop.write(file(0), `${OWN}// again\n`);
    reset(workshop.step('04'), context());
    expect(listSaved(context()).data).toMatchObject({
      snapshots: [{ id: expect.stringMatching(/-reset-04-2$/) }, { why: 'reset 04' }],
    });
  });
});

describe('catch-up', () => {
  test('finishes earlier steps that are open, and keeps those that passed', async () => {
    context().progress.recordCheck('04-first', true, at(0));
    const { data, text } = await catchUp(workshop.step('06'), context(), fails);
    expect(data).toMatchObject({ step: '06-third', given: ['05-second'], changed: [file(1)] });
    expect(text).toContain('npm start 06');
    expect([0, 1, 2].map((index) => workshop.read(file(index)))).toEqual([
      OWN,
      finishedOf(SOLUTION),
      OWN,
    ]);
    expect(states()).toEqual(['done', 'solution', 'here']);
  });

  test('keeps a step that passes though no pass of it is recorded', async () => {
    const asked: string[] = [];
    const passes = async ({ id }: { id: string }) => asked.push(id) > 0;
    workshop.write(file(1), STARTER);
    const { data } = await catchUp(workshop.step('06'), context(), passes);
    expect(asked).toEqual(['04-first']);
    expect(data).toMatchObject({ given: ['05-second'] });
    expect(workshop.read(file(0))).toBe(OWN);
  });

  test('says so if there is nothing to catch up with', async () => {
    const { text } = await catchUp(workshop.step('04'), context(), fails);
    expect(text).toContain('Every step before 04 is finished already.');
  });
});

describe('solution', () => {
  test('shows what differs, without the notes of which starters are made', () => {
    const { text, data } = showSolution(workshop.step('04'), false, context());
    expect(text).toContain('-  return 41; // mine\n+  return 1;');
    expect(text).not.toContain('@exercise');
    expect(data).toMatchObject({ files: [{ file: file(0), diff: expect.stringContaining('@@') }] });
    expect(workshop.read(file(0))).toBe(OWN);
  });

  test('is beside the own work where the terminal is wide', () => {
    const { text } = showSolution(workshop.step('04'), false, { ...context(), columns: 160 });
    const line = text.split('\n').find((each) => each.includes('// mine')) ?? '';
    expect(line).toMatch(/^ {2}return 41; \/\/ mine +\| {3}return 1;$/);
    expect(line.indexOf('return 1;')).toBeGreaterThan(78);
  });

  test('is written on request, and says afterwards that nothing differs', () => {
    writeSolution(workshop.step('04'), context());
    expect(workshop.read(file(0))).toBe(finishedOf(SOLUTION));
    expect(states()[0]).toBe('solution');
    expect(showSolution(workshop.step('04'), false, context()).text).toBe(
      'Your files of step 04 are those of the solution.',
    );
  });
});

describe('restore', () => {
  beforeEach(() => catchUp(workshop.step('06'), context(), fails));

  test('shows what differs, and changes nothing', () => {
    const { text } = showSaved({ files: [] }, context(1));
    expect(text).toContain(`--- ${file(0)} (now)\n+++ ${file(0)} (saved)`);
    expect(text).toContain('-  return 1;\n+  return 41; // mine');
    expect(workshop.read(file(0))).toBe(finishedOf(SOLUTION));
  });

  test('restores one file, or all, and opens their steps again', () => {
    restore({ files: ['05-second/f.ts'] }, context(1));
    expect(workshop.read(file(0))).toBe(finishedOf(SOLUTION));
    expect(workshop.read(file(1))).toBe(OWN);
    expect(states()).toEqual(['solution', 'here', 'not begun']);

    restore({ snapshot: '2', files: [] }, context(2));
    expect(workshop.read(file(0))).toBe(OWN);
    expect(states()).toEqual(['here', 'not begun', 'not begun']);
  });

  test('can be taken back itself', () => {
    restore({ files: [] }, context(1));
    workshop.write(file(0), 'written since\n');
    restore({ snapshot: '2', files: [] }, context(2));
    restore({ files: [] }, context(3));
    expect(workshop.read(file(0))).toBe('written since\n');
  });

  test('knows a restored solution as a solution', async () => {
    restore({ files: [] }, context(1));
    expect(states()).toEqual(['here', 'not begun', 'not begun']);
    restore({ files: [] }, context(2));
    expect(states()).toEqual(['solution', 'solution', 'here']);

    restore({ files: [] }, context(3));
    workshop.write(file(0), finishedOf(SOLUTION));
    const { data } = await catchUp(workshop.step('05'), context(4), async () => true);
    expect(data).toMatchObject({ given: ['04-first'], changed: [] });
    expect(states()[0]).toBe('solution');
  });

  test.each([
    [{ snapshot: '9', files: [] }, /9 is no snapshot\. See them with/],
    [
      { files: ['none.ts'] },
      /does not contain none\.ts\. It contains:\n {2}steps\/04-first\/f\.ts/,
    ],
    [{ files: ['f.ts'] }, /contains more than one f\.ts/],
  ])('says what there is instead of %j', (wanted, message) => {
    expect(() => restore(wanted, context(1))).toThrow(message);
  });

  test('refuses what is not as it was saved, and goes on without a damaged snapshot', () => {
    const [id = ''] = (listSaved(context()).data as { snapshots: { id: string }[] }).snapshots.map(
      (each) => each.id,
    );
    workshop.write(`.workshop/snapshots/${id}/files/${file(0)}`, 'changed\n');
    expect(() => restore({ files: [] }, context(1))).toThrow(/is not what was saved there/);
    workshop.write(`.workshop/snapshots/${id}/manifest.json`, '{');
    expect(() => restore({ files: [] }, context(1))).toThrow(/Nothing was saved yet/);
    expect(workshop.warnings).toEqual([expect.stringMatching(/snapshot .* is damaged/)]);
  });
});

describe('list', () => {
  test('tells which steps passed and are broken now, until they pass again', () => {
    const { progress } = context();
    progress.recordCheck('04-first', true, at(0));
    progress.recordCheck('05-second', true, at(0));
    progress.recordCheck('04-first', false, at(10));
    const { text, data } = list({}, context());
    expect(text).toMatch(/1 of 3 steps done[\s\S]*broken +04 [\s\S]*\n\nPassed, now broken: 04\.$/);
    expect(data).toMatchObject({
      steps: [{ state: 'broken', done: false }, { state: 'done' }, {}],
    });
    const { steps, style } = context();
    const map = showMap(steps(), progress.read(), steps()[0], style);
    expect(map).toMatch(
      / {2}broken {2}04 .* here\n {2}done {4}05 [\s\S]*\n\nPassed, now broken: 04\.$/,
    );
    progress.recordCheck('04-first', true, at(20));
    expect(list({}, context()).text).toMatch(/2 of 3 steps done[\s\S]*done +04/);
    expect(list({}, context()).text).not.toContain('broken');
  });

  test('shows time, checks and hints, and filters', () => {
    const { progress } = context();
    progress.recordCheck('04-first', false, at(0));
    progress.recordCheck('04-first', true, at(10));
    expect(list({}, context()).text).toMatch(
      /1 of 3 steps done[\s\S]*done +04 +The 04-first +5 min +10 min +2\n {2}here +05/,
    );
    progress.recordCheck('05-second', false, new Date(at(10).getTime() + 20_000));
    expect(list({}, context()).text).toMatch(/ here +05 +The 05-second +5 min +under 1 min +1\n/);
    const ids = (filter: object) =>
      (list(filter, context()).data as { steps: { step: string }[] }).steps.map(({ step }) => step);
    expect(ids({ done: true })).toEqual(['04-first']);
    expect(ids({ pending: true })).toEqual(['05-second', '06-third']);
    expect(ids({ done: true, pending: true })).toEqual(IDS);
  });
});
