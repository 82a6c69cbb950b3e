import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import schema from '../../fixtures/learner/report.schema.json';
import { ProgressFile } from '../learner/progress';
import { readSteps } from '../learner/steps';
import {
  lesson,
  type TemporaryWorkshop,
  temporaryWorkshop,
} from '../learner/testing/temporary-workshop';
import { median, summarize } from './class-summary';
import { readReports } from './read-reports';
import { makeReport } from './report';
import { generatedClass, NOTHING } from './testing/generated-class';
import { writeOutput } from './write-output';

const NOW = new Date('2026-03-01T12:00:00Z');
const SOLUTION = '/** @exercise return 1 */\nexport function f(): number {\n  return 1;\n}\n';

describe('a report', () => {
  let workshop: TemporaryWorkshop;

  beforeEach(() => {
    workshop = temporaryWorkshop();
    for (const id of ['04-first', '05-second']) {
      workshop.write(`steps/${id}/README.md`, lesson(`The ${id}`));
      workshop.write(`steps/${id}/f.test.ts`, '');
      workshop.write(`steps/${id}/f.ts`, 'const mine = 1;\n');
      workshop.write(`solutions/${id}/f.ts`, SOLUTION);
    }
  });

  afterEach(() => workshop.remove());

  function report(asked: { name?: string; source?: boolean } = {}) {
    const { root } = workshop;
    const progress = new ProgressFile(root, () => undefined).read();
    return makeReport({ root, steps: readSteps(root), progress, now: NOW, ...asked });
  }

  test('tells progress, times, checks, hints and mistakes, in the form of its schema', () => {
    const progress = new ProgressFile(workshop.root, () => undefined);
    const began = new Date('2026-03-01T11:00:00Z');
    progress.recordCheck('04-first', false, began, ['space-as-plus']);
    progress.recordHint('04-first', 'lesson', 1);
    progress.recordCheck('04-first', true, new Date('2026-03-01T11:10:00Z'));
    progress.recordSolutionTaken('05-second', NOW);

    const { steps } = report();
    expect(steps[0]).toEqual({
      step: '04-first',
      title: 'The 04-first',
      minutesPlanned: 5,
      state: 'passed',
      seconds: 600,
      checks: 2,
      hints: 1,
      firstPassedAt: '2026-03-01T11:10:00.000Z',
      lastCheckedAt: '2026-03-01T11:10:00.000Z',
      diagnoses: { 'space-as-plus': 1 },
    });
    expect(steps[1]).toMatchObject({ state: 'solution', checks: 0 });
    progress.recordCheck('04-first', false, NOW);
    expect(report().steps[0]).toMatchObject({ state: 'broken', brokenAt: NOW.toISOString() });

    const validate = new Ajv().compile(schema);
    for (const made of [report(), report({ name: 'Ada', source: true })]) {
      validate(made);
      expect(validate.errors).toBeNull();
    }
  });

  test('tells no name and no source unless asked to', () => {
    expect(JSON.stringify(report())).not.toMatch(/mine|name|source/);
    const told = report({ name: 'Ada', source: true });
    expect(told.name).toBe('Ada');
    expect(told.steps[0]?.source).toEqual({ 'steps/04-first/f.ts': 'const mine = 1;\n' });
  });

  test('bears the same id each time', () => {
    expect(report().learner).toBe(report().learner);
  });
});

describe('a class', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'class-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (name: string, content: unknown) =>
    writeFileSync(path.join(folder, name), JSON.stringify(content));

  test('has the newest report of each learner, and says which files are none', () => {
    const [first, second] = generatedClass(2);
    put('a.json', first);
    put('b.json', { ...first, at: '2026-03-01T13:00:00Z', name: 'Newest' });
    put('c.json', second);
    put('d.json', { ...second, learner: 'nobody' });
    writeFileSync(path.join(folder, 'e.json'), '{');
    writeFileSync(path.join(folder, 'notes.txt'), 'no report');

    const { reports, refused } = readReports(folder);
    expect(reports.map(({ name }) => name)).toEqual(['Newest', second?.name]);
    expect(refused).toEqual([
      { file: 'd.json', why: expect.stringContaining('/learner must match pattern') },
      { file: 'e.json', why: 'it is no JSON' },
      { file: 'a.json', why: `b.json is newer, and from the same copy of the workshop (a0000000)` },
    ]);
  });

  test('is read from folders below, too, and says what is a copy of what', () => {
    const [report] = generatedClass(1);
    for (const below of ['ann', 'node_modules', '.hidden']) mkdirSync(path.join(folder, below));
    for (const file of ['ann/a.JSON', 'b.json', 'node_modules/c.json', '.hidden/d.json']) {
      put(file, report);
    }
    expect(readReports(folder)).toEqual({
      reports: [report],
      refused: [{ file: 'b.json', why: 'it is a copy of ann/a.JSON' }],
    });
  });

  test.each<[string, (json: string) => Buffer]>([
    ['UTF-8 with a mark', (json) => Buffer.from(`\ufeff${json}`)],
    ['UTF-16 as PowerShell writes it', (json) => Buffer.from(`\ufeff${json}\r\n`, 'utf16le')],
    ['UTF-16, the other way round', (json) => Buffer.from(`\ufeff${json}`, 'utf16le').swap16()],
    ['the answer of report --json', (json) => Buffer.from(`{"file":"x","report":${json}}`)],
  ])('reads %s', (_, bytes) => {
    const [report] = generatedClass(1);
    writeFileSync(path.join(folder, 'a.json'), bytes(JSON.stringify({ ...report, name: 'Zoë' })));
    expect(readReports(folder).reports).toEqual([{ ...report, name: 'Zoë' }]);
  });

  test('says how reports are made where there is none, and why each file is none', () => {
    expect(() => readReports(folder)).toThrow(/holds no report\. Each learner makes one/);
    const [report] = generatedClass(1);
    put('other.json', { ...report, version: 2 });
    put('package.json', { name: 'workshop' });
    const refused =
      /other\.json: another release .* version 2,[\s\S]*package\.json: it is no report of/;
    expect(() => readReports(folder)).toThrow(refused);
  });

  test('says in words what is no folder', () => {
    expect(() => readReports(path.join(folder, 'none'))).toThrow(/There is no folder of this name/);
    put('ann.json', {});
    expect(() => readReports(path.join(folder, 'ann.json'))).toThrow(/It is a file\. Put the/);
  });

  test('says in words where its page cannot be written', () => {
    expect(() => writeOutput(folder, '')).toThrow(/It is a folder\. Name a file in it: --output/);
    put('file', {});
    expect(() => writeOutput(path.join(folder, 'file/x.html'), '')).toThrow(/path is a file/);
    writeOutput(path.join(folder, 'new/x.html'), 'made');
    expect(readFileSync(path.join(folder, 'new/x.html'), 'utf8')).toBe('made');
  });
});

describe('a summary', () => {
  const reports = generatedClass(40);
  const summary = summarize({ reports, refused: [] });

  test('is at the step that a learner is at, wherever that began', () => {
    const begun = { checks: 14, seconds: 60, hints: 2, lastCheckedAt: '2026-03-01T11:00:00Z' };
    const [blank, later, passed, reopened] = generatedClass(4).map(({ steps, ...report }) => ({
      ...report,
      steps: steps.map((step) => ({ ...step, ...NOTHING })),
    }));
    if (!blank || !later || !passed || !reopened) throw new Error('A class of four has no four.');
    Object.assign(later.steps[3] ?? {}, { ...begun, state: 'begun' });
    Object.assign(passed.steps[3] ?? {}, { ...begun, state: 'passed' });
    const startedOver = { state: 'begun', firstPassedAt: begun.lastCheckedAt };
    for (const step of reopened.steps) Object.assign(step, begun, { state: 'passed' });
    const passedAt = begun.lastCheckedAt;
    const brokenSince = { state: 'broken', firstPassedAt: passedAt, brokenAt: passedAt };
    const broken = structuredClone(reopened);
    Object.assign(broken.steps[5] ?? {}, brokenSince);
    expect(summarize({ reports: [broken], refused: [] }).learners).toMatchObject([
      { at: broken.steps[5]?.step, pace: 'on plan', done: broken.steps.length - 1 },
    ]);
    Object.assign(reopened.steps[1] ?? {}, startedOver, { reopenedAt: '2026-03-01T11:30:00Z' });

    const { learners, steps } = summarize({
      reports: [blank, later, passed, reopened],
      refused: [],
    });
    expect(learners.map(({ at, pace, checks }) => [at?.slice(0, 2), pace, checks])).toEqual([
      ['04', 'stuck', 14],
      ['02', 'on plan', 14],
      ['05', 'on plan', 0],
      [undefined, 'not begun', 0],
    ]);
    expect(steps.filter(({ here }) => here > 0).map(({ step }) => step.slice(0, 2))).toEqual([
      '02',
      '04',
      '05',
    ]);
  });

  test('accounts for every learner in every step', () => {
    const here = summary.steps.reduce((sum, step) => sum + step.here, 0);
    const nowhere = summary.learners.filter(({ pace }) => /finished|not begun/.test(pace)).length;
    expect(here + nowhere).toBe(40);
    for (const { step, passed, medianSeconds } of summary.steps) {
      const theirs = reports.flatMap(({ steps }) => steps.filter((each) => each.step === step));
      const seconds = theirs.filter(({ state }) => state === 'passed').map((each) => each.seconds);
      expect(passed).toBe(seconds.length);
      expect(seconds.filter((each) => each < (medianSeconds ?? 0)).length).toBeLessThanOrEqual(
        passed / 2,
      );
    }
  });

  test('tells who is stuck, and puts them first', () => {
    const paces = summary.learners.map(({ pace }) => pace);
    expect(paces.indexOf('on plan')).toBeGreaterThan(paces.lastIndexOf('stuck'));
    for (const { pace, at, seconds, checks } of summary.learners) {
      const planned = summary.steps.find(({ step }) => step === at)?.minutesPlanned ?? 0;
      const needsHelp = at !== null && (seconds > planned * 90 || checks >= 12);
      if (pace !== 'not begun') expect(pace === 'stuck').toBe(needsHelp);
    }
  });

  test('tells two of one name apart, and whose report another release has made', () => {
    const [one, two, three] = generatedClass(3).map((report) => ({ ...report, name: 'Ann' }));
    if (!one || !two || !three) throw new Error('A class of three has no three.');
    Object.assign(one, { learner: '12340000' });
    Object.assign(two, { learner: '56780000', name: 'ann ' });
    Object.assign(three, { name: 'Bo', workshop: '9.0.0' });
    Object.assign(three.steps[3] ?? {}, { state: 'begun', diagnoses: { 'of-a-later-one': 1 } });
    const { learners, remarks, mistakes } = summarize({ reports: [one, two, three], refused: [] });
    expect(learners.map(({ name }) => name).sort()).toEqual(['Ann (1234)', 'Bo', 'ann  (5678)']);
    expect(remarks).toEqual([expect.stringMatching(/release 9\.0\.0 .* differ: Bo\.$/)]);
    expect(mistakes.map(({ title }) => title)).toContain(
      'of-a-later-one (unknown to this release)',
    );
  });

  test('counts a mistake once for each learner who met it', () => {
    for (const { id, learners, share } of summary.mistakes) {
      const met = reports.filter(({ steps }) => steps.some(({ diagnoses }) => id in diagnoses));
      expect([learners, share]).toEqual([met.length, met.length / 40]);
    }
    const counts = summary.mistakes.map(({ learners }) => learners);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
  });

  test('has as its median the figure in the middle', () => {
    expect([[], [3], [1, 9, 2], [1, 2, 3, 10]].map(median)).toEqual([null, 3, 2, 2.5]);
  });
});
