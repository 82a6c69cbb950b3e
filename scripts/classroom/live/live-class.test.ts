import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readSteps } from '../../learner/steps';
import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import { openClass } from '../commands/serve-class';
import { readReports } from '../read-reports';
import type { LearnerReport } from '../report';
import { SimulatedLearner } from '../testing/class-of-links';
import { generatedClass } from '../testing/generated-class';
import { ClassServer } from './class-server';

// Real HTTP, on this machine; learners are links in one process.

const STEPS = readSteps();
const [FIRST] = STEPS;
const [ONE = '', OTHER = ''] = CATALOGUE.map(({ id }) => id);
const TITLES = new Map(CATALOGUE.map(({ id, title }) => [id, title]));

/** In milliseconds: within two seconds on a quiet machine, which this one may not be. */
const SOON = 8000;

let folder: string;
let server: ClassServer;
let port: number;
let learners: SimulatedLearner[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'live-class-'));
  learners = [];
  server = await serve(0);
  port = Number(new URL(server.pageUrl).port);
});

afterEach(async () => {
  for (const learner of learners) learner.remove();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function serve(port: number): Promise<ClassServer> {
  return ClassServer.start({ ...openClass(folder, {}), port });
}

function newLearner(name: string): SimulatedLearner {
  const learner = new SimulatedLearner(name, STEPS);
  learners.push(learner);
  return learner;
}

/** The page as the instructor's browser gets it. */
async function page(): Promise<string> {
  const { headers } = await fetch(server.pageUrl, { redirect: 'manual' });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  const answer = await fetch(new URL('/', server.pageUrl), { headers: { cookie } });
  return answer.text();
}

/** Waits until something is so. @returns how long that took, in milliseconds */
async function until(what: () => boolean | Promise<boolean>, patience = 15_000): Promise<number> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > patience) throw new Error(`It did not come: ${what}`);
    await wait(20);
  }
  return performance.now() - began;
}

const reports = () => readReports(folder).reports;
const reportOf = ({ id }: SimulatedLearner) => reports().find(({ learner }) => learner === id);
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

test('thirty learners join, lose the network, come back and are each named with their mistake', async () => {
  const mistakes = CATALOGUE.slice(0, 30).map(({ id }) => id);
  for (const [index, id] of mistakes.entries()) {
    const learner = newLearner(`Learner ${index}`);
    learner.join(server.joinUrl);
    learner.checks(STEPS[index % STEPS.length]!, id);
  }
  const named = () =>
    reports().filter(({ steps }) => steps.some(({ mistakes }) => mistakes?.length));
  const arrived = await until(() => readdirSync(folder).length > 30 && named().length === 30);
  expect(arrived).toBeLessThan(SOON);
  const shown = await page();
  for (const [index, id] of mistakes.entries()) {
    expect(shown).toContain(`>Learner ${index}</a>`);
    expect(shown).toContain(escaped(TITLES.get(id) ?? ''));
  }

  // The network is gone, and the work goes on; some leave for good.
  const { joinUrl, pageUrl } = server;
  await server.stop();
  const [gone, ...others] = learners;
  gone?.leave();
  for (const learner of others) {
    learner.checks(FIRST!, ONE);
    learner.checks(FIRST!, OTHER);
  }
  await until(() => others.every(({ status }) => status?.is === 'waiting'));

  server = await serve(port);
  expect([server.joinUrl, server.pageUrl]).toEqual([joinUrl, pageUrl]);
  await until(() => others.every((one) => one.status?.is === 'sent'));
  expect(reports()).toHaveLength(30);
  for (const learner of others) {
    const [step] = reportOf(learner)?.steps ?? [];
    expect(step).toMatchObject({
      mistakes: [OTHER],
      diagnoses: { [ONE]: 1, [OTHER]: 1 },
    });
  }
  expect(
    reports()
      .map(({ learner }) => learner)
      .sort(),
  ).toEqual(learners.map(({ id }) => id).sort());
});

test('keeps what it answers for: neither lost nor twice, however often it is sent', async () => {
  const learner = newLearner('Ann');
  const key = 'a'.repeat(32);
  const [one, two] = [1, 2].map((sequence) => ({ ...learner.report(), sequence }));
  const answers = [await post(two!, { key }), await post(one!, { key }), await post(two!, { key })];
  expect(answers.map(({ status, text }) => [status, text])).toEqual([
    [200, '{"sequence":2}'],
    [200, '{"sequence":2}'],
    [200, '{"sequence":2}'],
  ]);
  await server.stop();
  server = await serve(port);
  expect((await post(one!, { key })).text).toBe('{"sequence":2}');
  expect(reports()).toEqual([two]);
});

test('a learner whose folder forgot its count goes on behind the one that the server knows', async () => {
  const learner = newLearner('Ann');
  learner.join(server.joinUrl);
  await until(() => learner.status?.is === 'sent');
  learner.leave();
  const file = path.join(learner.root, '.workshop', 'class.json');
  expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  const { key } = JSON.parse(readFileSync(file, 'utf8')) as { key: string };
  await post({ ...learner.report(), sequence: 9 }, { key });
  learner.join(server.joinUrl);
  learner.checks(FIRST!, ONE);
  await until(() => (reportOf(learner)?.sequence ?? 0) > 9);
  expect(reportOf(learner)?.steps[0]?.mistakes).toEqual([ONE]);
});

test('tells nothing to a learner, and nothing to whoever has no key', async () => {
  const learner = newLearner('Ann');
  learner.join(server.joinUrl);
  await until(() => learner.status?.is === 'sent');
  const { origin } = new URL(server.joinUrl);
  const answers = await Promise.all(
    ['/', '/events', '/?key=wrong', `/${learner.id}.json`, '/.live/class.json'].map((target) =>
      fetch(origin + target),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([403, 404, 403, 404, 404]);
  for (const answer of answers) expect(await answer.text()).not.toMatch(/Ann/);
  expect(await (await fetch(server.joinUrl)).text()).toMatch(/^To join: npm start/);
});

test('says to a learner what is wrong, and sends nothing more', async () => {
  const learner = newLearner('Ann');
  learner.join(`${new URL(server.joinUrl).origin}/wrong2`);
  await until(() => learner.status?.is === 'refused');
  expect(learner.status).toEqual({ is: 'refused', why: expect.stringContaining('join code') });
  expect(() => learner.join('http://127.0.0.1:1/')).toThrow(/looks like this/);
});

describe('a hostile learner', () => {
  const key = 'b'.repeat(32);
  const hostile = (): LearnerReport => ({ ...generatedClass(1)[0]!, sequence: 1 });

  test('cannot report for another one, or change the words of the page', async () => {
    const ann = newLearner('Ann');
    ann.join(server.joinUrl);
    ann.checks(FIRST!, ONE);
    await until(() => ann.status?.is === 'sent');

    const asAnn = { ...hostile(), learner: ann.id, sequence: 99 };
    expect((await post(asAnn, { key })).status).toBe(403);
    const id = hostile().learner;
    expect((await post(asAnn, { id, key })).status).toBe(403);

    const report = hostile();
    report.name = '<script>alert(1)</script>\u001b[2J\u202e';
    report.at = '9999-01-01T00:00:00Z';
    for (const step of report.steps) {
      Object.assign(step, { title: 'Rubbish', lastCheckedAt: report.at, source: { a: 'code' } });
      Object.assign(step, { state: 'begun', diagnoses: { 'ann-is-slow': 1 }, mistakes: ['ann'] });
    }
    expect((await post(report, { key })).status).toBe(200);
    const shown = await page();
    for (const text of ['<script>alert', 'Rubbish', 'ann-is-slow', '9999', '\u001b', '\u202e']) {
      expect(shown).not.toContain(text);
    }
    expect(shown).toContain('&#60;script&#62;');
    expect(shown).toContain('>Ann</a>');
    expect(reportOf(ann)).toMatchObject({ name: 'Ann' });
    expect(readFileSync(path.join(folder, `${report.learner}.json`), 'utf8')).not.toMatch(/code/);
  });

  test.each<[string, string, object, number]>([
    ['garbage', 'garbage \u0000', {}, 400],
    ['no report', '{"kind":"other"}', {}, 400],
    ['megabytes', 'x'.repeat(3_000_000), {}, 413],
    ['a prototype', '{"__proto__":{"kind":"sigv4-workshop-report"}}', {}, 400],
    ['a way out of the folder', '{}', { authorization: `Bearer ../../..x.${key}` }, 401],
    ['no key', '{}', { authorization: '' }, 401],
  ])('gets nowhere with %s', async (_, body, headers, status) => {
    const before = readdirSync(folder);
    const answer = await post(body, { key, headers });
    // One who is still sending may find the connection closed before the answer.
    expect([status, undefined]).toContain(answer.status);
    expect(readdirSync(folder)).toEqual(before);
  });

  test('a flood leaves the others as they are', async () => {
    const ann = newLearner('Ann');
    ann.join(server.joinUrl);
    await until(() => ann.status?.is === 'sent');
    const flood = Array.from({ length: 1000 }, (_, index) => {
      const learner = (0xf000_0000 + index).toString(16);
      return post({ ...hostile(), learner }, { id: learner, key, from: '127.0.0.66' });
    });
    ann.checks(FIRST!, ONE);
    const took = await until(() => reportOf(ann)?.steps[0]?.mistakes?.[0] === ONE);
    expect(took).toBeLessThan(SOON);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(160);
    expect(existsSync(path.join(folder, `${ann.id}.json`))).toBe(true);

    const known = Array.from({ length: 200 }, (_, sequence) =>
      post({ ...hostile(), learner: 'f0000000', sequence }, { id: 'f0000000', key }),
    );
    const answered = (await Promise.all(known)).filter(({ status }) => status === 200);
    expect(answered.length).toBeLessThan(60);
  });
});

interface Posting {
  key: string;
  /** The learner that it says it is; the one of the report if left out. */
  id?: string;
  headers?: object;
  /** The address it comes from. */
  from?: string;
}

/** Sends anything, as a learner's command would. */
function post(
  body: string | LearnerReport,
  { key, id, headers, from }: Posting,
): Promise<{ status?: number; text: string }> {
  const learner = id ?? (typeof body === 'string' ? 'b0000000' : body.learner);
  return new Promise((resolve) => {
    const sent = request(
      server.joinUrl,
      {
        method: 'POST',
        agent: false,
        localAddress: from,
        headers: { authorization: `Bearer ${learner}.${key}`, ...headers },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.once('close', () => resolve({ status: answer.statusCode, text }));
      },
    );
    sent.once('error', () => resolve({ text: '' }));
    sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

test('two learners report with the real command', async () => {
  const { temporaryWorkshop, lesson } = await import('../../learner/testing/temporary-workshop');
  const run = promisify(execFile);
  const workshops = ['Ann', 'Bob'].map((name) => ({ name, workshop: temporaryWorkshop() }));
  try {
    const outputs = await Promise.all(
      workshops.map(async ({ name, workshop }) => {
        workshop.write('steps/01-hello-handler/README.md', lesson('Hello handler'));
        workshop.write(
          'steps/01-hello-handler/f.test.ts',
          "test('f', () => { throw new Error('no'); });",
        );
        workshop.write('steps/01-hello-handler/f.ts', 'export {};');
        const script = path.join(workshop.root, 'scripts/run.js');
        const command = ['--preserve-symlinks-main', '--preserve-symlinks', script, 'start'];
        const options = ['--class', server.joinUrl, '--name', name];
        const { stdout } = await run(process.execPath, [...command, ...options], {
          cwd: workshop.root,
        });
        return stdout;
      }),
    );
    for (const [index, output] of outputs.entries()) {
      expect(output).toMatch(new RegExp(`the name ${workshops[index]?.name}, and no code`));
      expect(output).toMatch(/Class 127\.0\.0\.1:\d+: reported \d\d:\d\d/);
    }
    expect(
      reports()
        .map(({ name, steps }) => [name, steps[0]?.state])
        .sort(),
    ).toEqual([
      ['Ann', 'begun'],
      ['Bob', 'begun'],
    ]);
  } finally {
    for (const { workshop } of workshops) workshop.remove();
  }
});
