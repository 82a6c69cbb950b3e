import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../learner/testing/browser';
import { classReport } from '../commands/class';
import { openClass } from '../commands/serve-class';
import { ClassServer } from '../live/class-server';
import type { LearnerReport } from '../report';
import { generatedClass } from '../testing/generated-class';

jest.setTimeout(60_000);

const NOW = new Date('2026-03-01T12:00:00Z');
const AXE = require.resolve('axe-core/axe.min.js');

let folder: string;
let pageFile: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'class-'));
  const reports = generatedClass(40);
  Object.assign(reports[5] ?? {}, { name: '<img src=x onerror=alert(1)>' });
  for (const report of reports) {
    writeFileSync(path.join(folder, `${report.learner}.json`), JSON.stringify(report));
  }
  writeFileSync(path.join(folder, 'notes.json'), '{"half": ');
  pageFile = path.join(folder, 'class.html');
  classReport(folder, { title: 'Signing, on <Monday>' }, NOW);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('needs nothing but itself, and names nothing as markup', () => {
  const page = readFileSync(pageFile, 'utf8');
  expect(page).not.toMatch(/(?:src|href)="(?!data:|#)/);
  expect(page).not.toMatch(/url\(|@import|https?:/);
  expect(page).not.toContain('<img');
  expect(page).toContain('Signing, on &#60;Monday&#62;');
  expect(page).toContain('notes.json</code>: it is no JSON');
});

test('says how many there are, and of how many a median is', () => {
  const alone = mkdtempSync(path.join(tmpdir(), 'class-'));
  const [report] = generatedClass(1);
  const passed = { state: 'passed', seconds: 20 };
  const steps = report?.steps.map((step, index) => ({ ...step, ...(index === 0 ? passed : {}) }));
  writeFileSync(path.join(alone, 'a.json'), JSON.stringify({ ...report, steps }));
  expect(classReport(alone, {}, NOW).text).toMatch(/^1 learner: open/);
  expect(readFileSync(path.join(alone, 'class.html'), 'utf8')).toContain('>under 1 min (1)</td>');
  rmSync(alone, { recursive: true });
});

const executablePath = findBrowser();
if (executablePath) inBrowser(executablePath);
else {
  test('IS NOT TRIED IN A BROWSER: this machine has no Chromium (apt-get install chromium)', () => {
    expect(findBrowser()).toBeNull();
  });
}

function inBrowser(executablePath: string): void {
  describe('in a browser', () => {
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      const context = await browser.newContext({ offline: true });
      page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('dialog', (dialog) => complaints.push(dialog.message()));
    });

    beforeEach(async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(pathToFileURL(pageFile).href);
    });

    afterEach(() => expect(complaints).toEqual([]));

    afterAll(() => browser.close());

    const shownNames = () => page.locator('tr[data-name]:visible th').allTextContents();
    const shown = () => page.locator('#shown').textContent();

    test('shows every learner, and what a name holds as text', async () => {
      expect(await shownNames()).toHaveLength(40);
      expect(await shownNames()).toContain('<img src=x onerror=alert(1)>');
      expect(await shown()).toBe('40 of 40 shown');
    });

    test('sorts by each column, either way', async () => {
      const learners = page.locator('table', { has: page.locator('tr[data-name]') });
      for (const [title, kind] of [
        ['Steps done', 'figures'],
        ['Now at', 'words'],
        ['Time on it', 'figures'],
      ] as const) {
        const heading = learners.locator('th', { hasText: title });
        const column = await heading.evaluate((th: { cellIndex: number }) => th.cellIndex);
        const values = () =>
          learners
            .locator('tbody tr')
            .evaluateAll(
              (rows: Row[], index: number) => rows.map(({ cells }) => cells[index]?.dataset.value),
              column,
            );
        const compare = (one = '', other = '') =>
          kind === 'figures' ? Number(one) - Number(other) : one.localeCompare(other);

        await heading.getByRole('button').click();
        expect(await heading.getAttribute('aria-sort')).toBe('ascending');
        const ascending = await values();
        expect(ascending).toEqual([...ascending].sort(compare));
        await heading.getByRole('button').click();
        expect(await heading.getAttribute('aria-sort')).toBe('descending');
        const descending = await values();
        expect(descending).toEqual([...descending].sort((one, other) => compare(other, one)));
        expect(new Set(descending).size).toBeGreaterThan(3);
      }
    });

    test('filters by name, step and pace, and shows all again', async () => {
      await page.getByRole('searchbox', { name: 'Learner' }).fill('ada');
      expect((await shownNames()).sort()).toEqual(['Ada 1', 'Ada 11', 'Ada 21', 'Ada 31']);
      expect(await shown()).toBe('4 of 40 shown');

      await page.getByRole('button', { name: 'Show all' }).click();
      await page.locator('#shown', { hasText: '40 of 40' }).waitFor();
      await page.getByLabel('Pace').selectOption('stuck');
      const stuck = await shownNames();
      const marks = await page.locator('tr[data-name]:visible .mark').allTextContents();
      expect(marks).toEqual(stuck.map(() => 'stuck'));
      expect(stuck.length).toBeGreaterThan(1);

      await page.getByLabel('Now at').selectOption('04-canonical-request');
      expect((await shownNames()).length).toBeLessThan(stuck.length);
    });

    test('can be worked with the keyboard alone', async () => {
      const heading = page.getByRole('button', { name: 'Stuck', exact: true });
      await heading.focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('th[aria-sort="ascending"]').textContent()).toBe('Stuck');
    });

    test.each([
      ['light', 1280, undefined],
      ['dark', 1280, ['color-contrast']],
      ['light', 390, ['color-contrast', 'scrollable-region-focusable', 'target-size']],
    ] as const)(
      'breaks no rule of accessibility, %s, %d pixels wide',
      async (colorScheme, width, runOnly) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        // Of forty ways, all alike, one is enough.
        for (const details of ['#rarer-mistakes', '#picture-table', '.way >> nth=0']) {
          await page.locator(`${details} >> summary`).click();
        }
        await page.addScriptTag({ path: AXE });
        const options = JSON.stringify(runOnly ? { runOnly } : {});
        const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(${options})`);
        await page.emulateMedia({ colorScheme: null });
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        expect(passes.map(({ id }) => id)).toContain('color-contrast');
      },
    );

    test('shows first what most people are stuck on, on a projector without scrolling', async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      const [card, learner] = [
        page.locator('.card').first(),
        page.locator('.now tbody tr').first(),
      ];
      expect(await card.textContent()).toMatch(/^\s*\d+ in step[\s\S]*Say: /);
      for (const part of [card, learner]) {
        const { y = 0, height = 0 } = (await part.boundingBox()) ?? {};
        expect(y).toBeGreaterThan(0);
        expect(y + height).toBeLessThan(800);
      }
    });

    test('opens the way of a learner, step by step', async () => {
      const link = page.locator('tr[data-name] a').first();
      const name = await link.textContent();
      await link.click();
      const way = page.locator('details.way[open]');
      expect(await way.locator('summary').textContent()).toContain(`${name}: `);
      expect(await way.locator('thead').textContent()).toMatch(
        /How.*Time.*Checks.*Hints.*Mistakes/,
      );
      expect(await way.locator('tbody tr').count()).toBeGreaterThan(0);
    });

    test('fits between the margins of a sheet of A4, colours and all', async () => {
      await page.setViewportSize({ width: 718, height: 1047 });
      await page.emulateMedia({ media: 'print' });
      const measured = await page.evaluate<Sheet>(`
        const highest = (rows) =>
          Math.max(...[...document.querySelectorAll(rows)].map((row) => row.offsetHeight));
        ({
        width: document.documentElement.scrollWidth,
        cut: [...document.querySelectorAll('.scroll')].filter(
          (table) => table.scrollWidth > table.clientWidth,
        ).length,
        highestRow: highest('tr[data-name]'),
        // A mistake's row has what to say to the class in it.
        highestOfAll: highest('tr'),
        colours: getComputedStyle(document.querySelector('.bar')).printColorAdjust,
      })`);
      await page.emulateMedia({ media: null });
      expect(measured).toMatchObject({ width: 718, cut: 0, colours: 'exact' });
      expect(measured.highestRow).toBeLessThan(60);
      expect(measured.highestOfAll).toBeLessThan(140);
    });

    test('shows a live class as it happens, and keeps what was opened and sorted', async () => {
      const class_ = openClass(mkdtempSync(path.join(folder, 'live-')), {});
      const server = await ClassServer.start({ ...class_, port: 0 });
      const context = await browser.newContext();
      const screen = await context.newPage();
      screen.on('console', (message) => complaints.push(message.text()));
      const send = async (report: LearnerReport | undefined, sequence: number) => {
        const authorization = `Bearer ${report?.learner}.${'a'.repeat(32)}`;
        const body = JSON.stringify({ ...report, sequence });
        await fetch(server.joinUrl, { method: 'POST', headers: { authorization }, body });
      };
      const [one, two] = generatedClass(8).filter(({ steps }) => steps[0]?.state === 'passed');

      try {
        await screen.goto(server.pageUrl);
        expect(screen.url()).not.toContain('key=');
        expect(await screen.locator('.join').textContent()).toContain(server.joinUrl);
        await send({ ...one!, name: '<b>Ann</b>' }, 1);
        await screen.locator('tr[data-name] a', { hasText: '<b>Ann</b>' }).click();
        await screen.getByRole('button', { name: 'Checks', exact: true }).click();
        await send({ ...two!, name: 'Bob' }, 1);
        await screen.locator('tr[data-name] a', { hasText: 'Bob' }).waitFor();
        expect(await screen.locator('details.way[open] summary').textContent()).toContain('Ann');
        const heading = screen.locator('[data-part=learners] th', { hasText: 'Checks' });
        expect(await heading.getAttribute('aria-sort')).toBe('ascending');
      } finally {
        await context.close();
        await server.stop();
      }
    });

    test('scrolls in one direction only on a narrow screen', async () => {
      await page.setViewportSize({ width: 480, height: 900 });
      const widths = 'document.documentElement.scrollWidth';
      expect(await page.evaluate<number>(widths)).toBe(480);
    });
  });
}

/** As much of the page's rows as is read here; the types of browsers are not loaded. */
interface Row {
  cells: { dataset: { value?: string } }[];
}

interface Sheet {
  width: number;
  cut: number;
  highestRow: number;
  highestOfAll: number;
  colours: string;
}

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
  passes: { id: string }[];
}
