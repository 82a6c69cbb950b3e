import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ROOT } from '../files/root';
import { failed, ok } from './check';
import { classLine } from './class-line';
import { compareClock } from './clock';

const NODE = { title: 'Node.js', finding: ok('22.3.1', 'node 22.3') };
const CLOCK = { title: 'clock', finding: ok('0 s ahead of AWS', 'clock +0 s') };
const MISSING = {
  title: 'dependencies',
  finding: failed('Missing, or of another version: jest 30.5.2.\nMore.', 'Install them: npm ci'),
};

test('a machine that is ready: what it has, in brief', () => {
  expect(classLine([NODE, CLOCK])).toBe('ok  node 22.3  clock +0 s');
});

test('whose it is, where that is given, in one line of no great length', () => {
  expect(classLine([NODE], ' Anna\nLee ')).toBe('ok  Anna Lee  node 22.3');
  expect(classLine([NODE], 'x'.repeat(99))).toBe(`ok  ${'x'.repeat(40)}  node 22.3`);
});

test('a machine that is not: what is to be done first, and how much more there is', () => {
  const first = 'dependencies: Missing, or of another version: jest 30.5.2. Install them: npm ci';
  expect(classLine([NODE, MISSING, CLOCK])).toBe(`NOT READY  ${first}`);
  const ports = { title: 'ports', finding: failed('None.', 'Look.') };
  expect(classLine([MISSING, ports], 'anna')).toBe(`NOT READY  anna  ${first}  (and 1 more)`);
});

test('the clock is compared where somebody can be asked, and said not to be elsewhere', async () => {
  const server = createServer((_, response) => {
    response.setHeader('Date', new Date(Date.now() + 90_000).toUTCString()).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await compareClock(url)).toMatchObject({
    state: 'ok',
    brief: expect.stringMatching(/^clock -(89|90|91) s$/),
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await compareClock(url)).toMatchObject({ state: 'unknown', brief: 'clock not compared' });
});

async function doctor(...options: string[]) {
  const args = [path.join(ROOT, 'scripts/run.js'), 'doctor', ...options];
  const child = spawn(process.execPath, args, { cwd: ROOT });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

test('the command prints exactly one line, and says it in the exit code', async () => {
  const { code, output } = await doctor('--class', '--name', 'anna-mac');
  expect(output).toMatch(/^(ok|NOT READY) {2}anna-mac {2}.*\n$/);
  expect(code).toBe(output.startsWith('ok') ? 0 : 1);
}, 20_000);

test('a name without a line to put it in is refused', async () => {
  const { code, errors } = await doctor('--name', 'anna');
  expect(errors).toContain('add --class');
  expect(code).toBe(2);
}, 20_000);
