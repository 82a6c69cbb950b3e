import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { ReadStream, WriteStream } from 'node:tty';
import { ROOT } from '../files/root';
import { Workshop } from './index';
import { lesson, type TemporaryWorkshop, temporaryWorkshop } from './testing/temporary-workshop';

jest.setTimeout(60_000);

const CHECK = "import { f } from './f';\nit('f is 1', () => {\n  expect(f()).toBe(1);\n});\n";
const TO_DO = "export function f(): number {\n  throw new Error('TODO f: return 1');\n}\n";
const SOLVED = 'export const f = () => 1;\n';

let folder: TemporaryWorkshop;
let output: PassThrough;

beforeEach(() => {
  folder = temporaryWorkshop();
  for (const id of ['04-first', '06-second']) {
    folder.write(`steps/${id}/README.md`, lesson(`The ${id}`, ['A nudge.', 'More.']));
    folder.write(`steps/${id}/f.test.ts`, CHECK);
    folder.write(`steps/${id}/f.ts`, TO_DO);
  }
  output = new PassThrough();
});

afterEach(() => folder.remove());

/** The workshop as it is when its input and output are no terminal. */
function workshop(): Workshop {
  const streams = { input: new PassThrough(), output } as unknown;
  return new Workshop(streams as { input: ReadStream; output: WriteStream }, folder.root);
}

const text = () => String(output.read() ?? '');

test('starts without a terminal: the map, where to begin, one check, and no error', async () => {
  expect(await workshop().start()).toBe(0);
  expect(text()).toMatch(
    new RegExp(
      [
        'The workshop: 0 of 2 steps done',
        'here {2}04 {2}The 04-first',
        'lesson {2}steps/04-first/README.md',
        'steps/04-first/f.ts',
        'Step 04: 0 of 1 cases pass',
        'Next: f — return 1\nsteps/04-first/f.ts:2',
      ].join('[\\s\\S]*'),
    ),
  );
});

test('shows the map as it is after the check, and what is next', async () => {
  folder.write('steps/04-first/f.ts', SOLVED);
  expect(await workshop().start()).toBe(0);
  expect(text()).toMatch(
    /1 of 2 steps done[\s\S]*done {2}04[\s\S]*here {2}06[\s\S]*Next: step 06, The 06-second: npm start 06/,
  );
});

test('says of a solution that it is only another way where the own one passes', async () => {
  folder.write('solutions/04-first/f.ts', 'export const f = () => 2 - 1;\n');
  folder.write('steps/04-first/f.ts', SOLVED);
  await workshop().solution('04');
  expect(text()).toContain('Yours passes, too: this is only another way.');
});

test('writes neither colours nor cursor movements where there is no terminal', async () => {
  await workshop().check('04');
  expect(text()).not.toContain('\u001b');
});

test('says in the exit code whether a step passes, and goes on with the next one', async () => {
  expect(await workshop().check()).toBe(1);
  folder.write('steps/04-first/f.ts', SOLVED);
  expect(await workshop().check('4')).toBe(0);
  expect(await workshop().check()).toBe(1);
  expect(text()).toMatch(/Step 04: 0[\s\S]*Step 04 passes: 1 of 1[\s\S]*Step 06: 0 of 1/);
});

test('lists the steps, and says when all are done', async () => {
  for (const id of ['04-first', '06-second']) folder.write(`steps/${id}/f.ts`, SOLVED);
  expect(await workshop().check('04')).toBe(0);
  expect(workshop().list()).toBe(0);
  expect(text()).toMatch(/1 of 2 steps done\n\n.*plan.*\n {2}done {3}04.*\n {2}here {3}06/);

  expect(await workshop().check('06-second')).toBe(0);
  expect(await workshop().start()).toBe(0);
  expect(text()).toMatch(/2 of 2 steps done[\s\S]*All steps are done[\s\S]*npm run demo/);
});

test('gives one hint after another', async () => {
  expect(await workshop().hint()).toBe(0);
  expect(await workshop().hint('06')).toBe(0);
  expect(await workshop().hint()).toBe(0);
  expect(text()).toMatch(
    /Hint 1 of 2[\s\S]*A nudge[\s\S]*Hint 1 of 2[\s\S]*Hint 2 of 2[\s\S]*More/,
  );
});

test('names the steps there are if another one is asked for', async () => {
  await expect(workshop().check('99')).rejects.toThrow(
    'There is no step 99. The steps are 04, 06.',
  );
});

test('ends without a complaint when nobody reads on, as behind head', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/workshop.ts', 'list'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const [complaints, [code]] = await Promise.all([textOf(child.stderr), once(child, 'close')]);
  expect({ complaints, code }).toEqual({ complaints: '', code: 0 });
});
