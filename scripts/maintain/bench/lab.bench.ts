import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { ROOT } from '../../files/root';
import { bundlePage } from '../../lab/bundle';
import { startLab } from '../../lab/run-lab';
import { BROWSER_FLAGS, findBrowser } from '../../learner/testing/browser';
import { temporaryWorkshop } from '../../learner/testing/temporary-workshop';
import { median } from './ratios';

const STEP = 'steps/04-canonical-request/canonical-request.ts';
const FINISHED = ['04-canonical-request', '05-string-to-sign', '06-signing-key'];
const KEY_PRESSES = 60;
const SAVES = 9;

/** Longer than it takes until the next process stands ready; a learner takes longer, too. */
const BETWEEN_SAVES = 1000;

/** The first key presses are not counted: the browser compiles what runs often. */
const WARM_UP = 10;

/** Medians in milliseconds, and the size of the page in bytes, before it is compressed. */
export interface LabFigures {
  /** From a key press to the stages laid out again. */
  keyPress: number;
  /** From the moment a step's file is written to the named mistake on the page, or its end. */
  save: number;
  size: number;
}

/**
 * Measures how long somebody waits who works with the lab.
 *
 * @throws Error if this machine has no Chromium
 */
export async function measureLab(): Promise<LabFigures> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('This bench needs Chromium: apt-get install chromium.');
  const workshop = temporaryWorkshop();
  cpSync(path.join(ROOT, 'steps'), path.join(workshop.root, 'steps'), { recursive: true });
  for (const step of FINISHED) {
    const folder = path.join(workshop.root, 'steps', step);
    cpSync(path.join(ROOT, 'solutions', step), folder, { recursive: true });
  }
  const lab = await startLab(workshop.root, 0, () => undefined);
  const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(`${lab.url}#build?query=b%3D2%26a%3D1`);
    await verdict(page, 'is equal');
    const save = await measureSaves(page, path.join(workshop.root, STEP));
    const files = await bundlePage(true);
    const size = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    return { keyPress: await measureKeyPresses(page), save, size };
  } finally {
    await browser.close();
    await lab.stop();
    workshop.remove();
  }
}

/** The figures in words, one a line, each with what is aimed at. */
export function labFiguresText({ keyPress, save, size }: LabFigures): string[] {
  return [
    `key press to redraw: ${keyPress.toFixed(1)} ms (aim: 16 ms or less)`,
    `save to redraw: ${save.toFixed(0)} ms (aim: 1000 ms or less)`,
    `the page: ${(size / 1024).toFixed(0)} KiB before compression (aim: 200 KiB or less)`,
  ];
}

/** Layout is forced each time, so that it is measured, too. */
async function measureKeyPresses(page: Page): Promise<number> {
  const times = (await page.evaluate(`Array.from({ length: ${KEY_PRESSES} }, (_, press) => {
    const field = document.getElementById('field-path');
    field.value = '/dev/' + press;
    const start = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  })`)) as number[];
  return median(times.slice(WARM_UP));
}

async function measureSaves(page: Page, file: string): Promise<number> {
  const right = readFileSync(file, 'utf8');
  const wrong = right.replace('.sort(', '.slice(');
  const times: number[] = [];
  for (let round = 0; round < SAVES; round += 1) {
    await pause(BETWEEN_SAVES);
    const isWrong = round % 2 === 0;
    const start = performance.now();
    writeFileSync(file, isWrong ? wrong : right);
    await verdict(page, isWrong ? 'not sorted' : 'is equal');
    times.push(performance.now() - start);
  }
  return median(times);
}

function verdict(page: Page, text: string): Promise<void> {
  return page.locator('.verdict', { hasText: text }).waitFor();
}

if (require.main === module) {
  measureLab().then(
    (figures) => console.log(labFiguresText(figures).join('\n')),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
