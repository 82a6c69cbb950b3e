import { passesCheck } from './checked';
import type { CommandAnswer, CommandContext } from './command';
import { check, checkWithMap, hint } from './commands/check';
import { list } from './commands/list';
import { showSolution } from './commands/solution';
import { openContext } from './context';
import { stepNumbered } from './steps';
import { lesson, type TemporaryWorkshop, temporaryWorkshop } from './testing/temporary-workshop';

jest.setTimeout(60_000);

const CHECK = "import { f } from './f';\nit('f is 1', () => {\n  expect(f()).toBe(1);\n});\n";
const TO_DO = "export function f(): number {\n  throw new Error('TODO f: return 1');\n}\n";
const SOLVED = 'export const f = () => 1;\n';

let folder: TemporaryWorkshop;
let text: string;

beforeEach(() => {
  folder = temporaryWorkshop();
  for (const id of ['04-first', '06-second']) {
    folder.write(`steps/${id}/README.md`, lesson(`The ${id}`, ['A nudge.', 'More.']));
    folder.write(`steps/${id}/f.test.ts`, CHECK);
    folder.write(`steps/${id}/f.ts`, TO_DO);
  }
  text = '';
});

afterEach(() => folder.remove());

/** Runs a command as it is run where its output is no terminal. @returns the exit code */
async function run(command: (context: CommandContext) => CommandAnswer | Promise<CommandAnswer>) {
  const write = (more: string) => {
    text += more;
  };
  const answer = await command(openContext(folder.root, { write }, { write }));
  write(`${answer.text}\n\n`);
  return answer.exitCode ?? 0;
}

const start = () => run((context) => checkWithMap(undefined, context));
const checkStep = (wanted?: string) => run((context) => check(wanted, context));
const takeHint = (wanted?: string) => run((context) => hint(wanted, context));

test('starts without a terminal: the map, where to begin, one check, and no error', async () => {
  expect(await start()).toBe(0);
  expect(text).toMatch(
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
  expect(await start()).toBe(0);
  expect(text).toMatch(
    /1 of 2 steps done[\s\S]*done {2}04[\s\S]*here {2}06[\s\S]*Next: step 06, The 06-second: npm start 06/,
  );
});

test('says of a solution that it is only another way where the own one passes', async () => {
  folder.write('solutions/04-first/f.ts', 'export const f = () => 2 - 1;\n');
  folder.write('steps/04-first/f.ts', SOLVED);
  await run(async (context) => {
    const step = stepNumbered(context.steps(), '04');
    return showSolution(step, await passesCheck(step, context), context);
  });
  expect(text).toContain('Yours passes, too: this is only another way.');
});

test('writes neither colours nor cursor movements where there is no terminal', async () => {
  await checkStep('04');
  expect(text).not.toContain('\u001b');
});

test('says in the exit code whether a step passes, and goes on with the next one', async () => {
  expect(await checkStep()).toBe(1);
  folder.write('steps/04-first/f.ts', SOLVED);
  expect(await checkStep('4')).toBe(0);
  expect(await checkStep()).toBe(1);
  expect(text).toMatch(/Step 04: 0[\s\S]*Step 04 passes: 1 of 1[\s\S]*Step 06: 0 of 1/);
});

test('lists the steps, and says when all are done', async () => {
  for (const id of ['04-first', '06-second']) folder.write(`steps/${id}/f.ts`, SOLVED);
  expect(await checkStep('04')).toBe(0);
  expect(await run((context) => list({}, context))).toBe(0);
  expect(text).toMatch(/1 of 2 steps done\n\n.*plan.*\n {2}done {3}04.*\n {2}here {3}06/);

  expect(await checkStep('06-second')).toBe(0);
  expect(await start()).toBe(0);
  expect(text).toMatch(/2 of 2 steps done[\s\S]*All steps are done[\s\S]*npm run demo/);
});

test('gives one hint after another', async () => {
  expect(await takeHint()).toBe(0);
  expect(await takeHint('06')).toBe(0);
  expect(await takeHint()).toBe(0);
  expect(text).toMatch(/Hint 1 of 2[\s\S]*A nudge[\s\S]*Hint 1 of 2[\s\S]*Hint 2 of 2[\s\S]*More/);
});

test('names the steps there are if another one is asked for', async () => {
  await expect(checkStep('99')).rejects.toThrow('There is no step 99. The steps are 04, 06.');
});
