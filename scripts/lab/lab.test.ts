import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import path from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ROOT } from '../files/root';
import { BROWSER_FLAGS, findBrowser } from '../learner/testing/browser';
import { type TemporaryWorkshop, temporaryWorkshop } from '../learner/testing/temporary-workshop';
import { type LocalAws, startLocalAws } from '../local-aws';
import { startLab } from './run-lab';
import type { RunningLab } from './serve/lab-server';

jest.setTimeout(60_000);

const AXE = require.resolve('axe-core/axe.min.js');
const STEP = 'steps/04-canonical-request/canonical-request.ts';

let workshop: TemporaryWorkshop;
let aws: LocalAws;
let lab: RunningLab;
/** The learner's step 04 as it is right. */
let right: string;

beforeAll(async () => {
  workshop = temporaryWorkshop();
  cpSync(path.join(ROOT, 'steps'), path.join(workshop.root, 'steps'), { recursive: true });
  for (const step of ['04-canonical-request', '05-string-to-sign', '06-signing-key']) {
    cpSync(path.join(ROOT, 'solutions', step), path.join(workshop.root, 'steps', step), {
      recursive: true,
    });
  }
  right = readFileSync(path.join(workshop.root, STEP), 'utf8');
  aws = await startLocalAws();
  lab = await startLab(workshop.root, 0, () => aws);
});

afterAll(async () => {
  await lab.stop();
  await aws.stop();
  workshop.remove();
});

describe('the server', () => {
  const ask = (pathOf: string, method: string, headers: Record<string, string>, body = '') =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const asked = send(new URL(pathOf, lab.url), { method, headers }, async (response) => {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        resolve({ status: response.statusCode, text });
      });
      asked.on('error', reject).end(body);
    });
  const json = { 'Content-Type': 'application/json' };

  test.each<[string, string, string, Record<string, string>, number]>([
    ['its own page', '/', 'GET', {}, 200],
    [
      'a link from elsewhere',
      '/',
      'GET',
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document' },
      200,
    ],
    [
      'a script of another page',
      '/lab.js',
      'GET',
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'script' },
      403,
    ],
    ['another name for this machine', '/', 'GET', { Host: 'rebound.example.com' }, 403],
    ['another page', '/steps', 'POST', { ...json, Origin: 'http://example.com' }, 403],
    ['a form', '/steps', 'POST', { 'Content-Type': 'text/plain' }, 400],
    ['a question without fields', '/steps', 'POST', json, 400],
    ['a file that is not its own', '/../package.json', 'GET', {}, 404],
    ['a change', '/', 'DELETE', {}, 405],
  ])('%s: %s %s', async (_, pathOf, method, headers, status) => {
    const body = method === 'POST' ? '{}' : '';
    expect(await ask(pathOf, method, headers, body)).toMatchObject({ status });
  });

  test('has the lessons without their hints', async () => {
    const { text } = await ask('/lessons/04-canonical-request.txt', 'GET', {});
    expect(text).toContain('canonical request');
    expect(text).not.toMatch(/^Hints$/m);
  });
});

const executablePath = findBrowser();
if (executablePath) inBrowser(executablePath);
else {
  test('IS NOT TRIED IN A BROWSER: this machine has no Chromium (apt-get install chromium)', () => {
    expect(findBrowser()).toBeNull();
  });
}

function inBrowser(executable: string): void {
  describe('in a browser', () => {
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executable, args: BROWSER_FLAGS });
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
    });

    beforeEach(() => open('#build?query=b%3D2%26a%3D1'));
    afterEach(() => expect(complaints).toEqual([]));
    afterAll(() => browser.close());

    const open = async (hash: string) => {
      await page.goto('about:blank');
      await page.goto(lab.url + hash);
    };
    const stage = (name: string) => page.getByRole('region', { name, exact: true });
    const saveStep = (text: string) => writeFileSync(path.join(workshop.root, STEP), text);
    const see = (text: string | RegExp, where = '.verdict') =>
      page.locator(where, { hasText: text }).waitFor();

    test('each field changes what it goes into, with the change marked', async () => {
      await page.getByText('Nothing', { exact: true }).click();
      const typed: Record<string, [string, string, RegExp]> = {
        Method: ['PUT', 'Canonical request', /PUT/],
        'Path, as sent': ['/a b', 'Canonical request', /\/a%20b/],
        'Query, as sent': ['z=1&y=2', 'Canonical request', /y=2&z=1/],
        'Headers, one per line': ['Host: example.com\nX-A:  1  2', 'Canonical request', /x-a:1 2/],
        Body: ['{}', 'Canonical request', /44136fa355b3678a1146ad16f7e8649e/],
        Region: ['eu-west-1', 'String to sign', /eu-west-1\/execute-api/],
        Service: ['s3', 'String to sign', /eu-west-1\/s3\/aws4_request/],
        'Timestamp, UTC': ['20260401T000000Z', 'String to sign', /20260401T000000Z/],
        'Session token': ['TOKEN', 'Canonical request', /x-amz-security-token:TOKEN/],
        'Access key id': ['AKIDOTHER', 'What is sent', /Credential=AKIDOTHER/],
      };
      for (const [label, [value, name, expected]] of Object.entries(typed)) {
        await page.getByLabel(label, { exact: true }).fill(value);
        expect(await stage(name).textContent()).toMatch(expected);
        const marks = await page.locator('mark.changed').count();
        expect({ label, isMarked: marks > 0 }).toEqual({ label, isMarked: true });
      }
      const before = await stage('Signing key').textContent();
      await page.getByLabel('Secret access key', { exact: true }).fill('other');
      expect(await stage('Signing key').textContent()).not.toBe(before);
      await page.getByLabel('Signature in').selectOption('query');
      await page.getByLabel('Valid for, in seconds').fill('60');
      expect(await stage('What is sent').textContent()).toContain('X-Amz-Expires=60');
      expect(page.url()).toContain('region=eu-west-1');
      expect(page.url()).not.toMatch(/AKIDOTHER|TOKEN|other/);
    });

    test('an example is loaded without marks', async () => {
      await page.getByLabel('Example').selectOption('POST /dev/pets with a body');
      await see(/content-type:application\/json/, '.stages');
      expect(await page.locator('mark.changed').count()).toBe(0);
    });

    test('the steps are compared with the reference, and a saved mistake is named until it is fixed', async () => {
      await see('What you have written so far is equal');
      expect(await stage('What is sent').textContent()).toContain('Step 07 writes it.');

      saveStep(right.replace('.sort(', '.slice('));
      await see('The query parameters are not sorted by name');
      expect(await stage('Canonical request').locator('tr.first').textContent()).toContain(
        'a=1&b=2your stepsb=2&a=1',
      );
      expect(await stage('String to sign').textContent()).toContain('because of the above');

      saveStep(right);
      await see('What you have written so far is equal');
    });

    test('a loop that never ends, an error and what the code prints are shown', async () => {
      saveStep(`${right}\nconsole.log('at work');\nthrow new Error('half written');\n`);
      await see('half written');
      await see('at work');
      saveStep(`${right}\nfor (;;) {}\n`);
      await see('Is there a loop that never ends?');
      saveStep(right);
      await see('What you have written so far is equal');
    });

    test('a mistake is picked, and the address names it', async () => {
      await page.getByText('A mistake', { exact: true }).click();
      await page.getByLabel('Mistake', { exact: true }).selectOption('path-not-encoded');
      await see('The path is not percent-encoded');
      await see(/It fails \d+ of the \d+ vector checks/);
      expect(page.url()).toContain('mistake=path-not-encoded%2F0');
      await page.getByLabel('Mistake', { exact: true }).selectOption('key-cache-ignores-date');
      await see('Signed before, by the same process');
    });

    test('a refusal is explained, and opened in Build', async () => {
      await page.getByRole('link', { name: 'Explain a 403' }).click();
      const message = `The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'GET\n/prod/\n\nhost:example.com\nx-amz-date:20260301T120000Z\n\nhost;x-amz-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260301T120000Z\n20260301/us-east-1/execute-api/aws4_request\n0000'\n`;
      await page.locator('#pasted').fill(JSON.stringify({ message }));
      await see('403 The request signature we calculated does not match', '.explained');
      await page.getByRole('button', { name: 'Open in Build, beside your steps' }).click();
      expect(await page.getByLabel('Path, as sent').inputValue()).toBe('/prod/');
    });

    test('a call by the SDK arrives, and opens in Build', async () => {
      await page.getByRole('link', { name: 'Live' }).click();
      const { url: endpoint, region, credentials } = aws;
      const sts = new STSClient({ endpoint, region, credentials });
      await sts.send(new GetCallerIdentityCommand({}));
      sts.destroy();
      await fetch(aws.invokeUrl('a1b2c3d4e5', 'dev'));
      await page.getByRole('button', { name: 'sts GetCallerIdentity' }).click();
      await see('200', '.journey');
      await page.getByRole('button', { name: 'Open in Build, stage by stage' }).click();
      expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('sts');
    });

    test('works with the keyboard alone', async () => {
      await see('What you have written so far is equal');
      await page.getByRole('button', { name: 'Hashed payload' }).focus();
      await see('SHA-256 of the bytes of the body', '.source-of');
      await page.getByRole('radio', { name: 'Your steps' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByLabel('Mistake', { exact: true }).waitFor();
    });

    test('breaks no rule of accessibility, in light, dark and narrow', async () => {
      await see('What you have written so far is equal');
      // The page lets no other script in; the browser's own tools may run one.
      await page.evaluate(readFileSync(AXE, 'utf8'));
      const looks = [
        { colorScheme: 'light', width: 1280, options: '{}' },
        { colorScheme: 'dark', width: 1280, options: '{ runOnly: ["color-contrast"] }' },
        {
          colorScheme: 'light',
          width: 390,
          options: '{ rules: { "color-contrast": { enabled: false } } }',
        },
      ] as const;
      for (const { colorScheme, width, options } of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        for (const view of ['Build', 'Explain a 403', 'Live']) {
          await page.getByRole('link', { name: view }).click();
          const { violations } = (await page.evaluate(
            `axe.run({ exclude: [["option"]] }, ${options})`,
          )) as { violations: { id: string; nodes: { html: string }[] }[] };
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
          expect({ view, width, colorScheme, found }).toEqual({
            view,
            width,
            colorScheme,
            found: [],
          });
        }
        expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(
          false,
        );
      }
    });
  });
}
