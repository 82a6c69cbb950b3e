import { chmodSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { injectFault } from './faults';
import { keptTexts } from './kept-texts';
import { SCENARIOS, type Scenario } from './scenarios';

const NAMES = Object.keys(SCENARIOS);
/** No command here needs as many operations on the disk. */
const ENOUGH = 400;

let scenario: Scenario;
/** All tests share one disk: a fault must not outlive the test that fails under it. */
let heal: () => void = () => undefined;

afterEach(() => {
  heal();
  scenario.remove();
});

async function prepare(name: string): Promise<Scenario> {
  const prepared = await SCENARIOS[name]?.();
  if (!prepared) throw new Error(`There is no scenario ${name}.`);
  scenario = prepared;
  return prepared;
}

function expectNothingLost({ workshop, own }: Scenario): void {
  for (const [file, text] of own) expect(keptTexts(workshop.root, file)).toContain(text);
}

/** The learner's files and ours, as the command leaves them when nothing happens to it. */
async function outcomeOf(name: string): Promise<Map<string, string | undefined>> {
  const { workshop, own, run } = await prepare(name);
  await run();
  const files = [...own.keys(), 'scripts/tool.ts', 'steps/05-renamed/f.ts'];
  const outcome = new Map(files.map((file) => [file, workshop.read(file)]));
  scenario.remove();
  return outcome;
}

class Killed extends Error {}

describe.each(NAMES)('%s', (name) => {
  test('loses no byte and leaves no half file if it is killed at any operation', async () => {
    const outcome = await outcomeOf(name);
    let operations = 0;
    for (let at = 1; at < ENOUGH; at += 1) {
      const { workshop, own, run } = await prepare(name);
      const before = new Map([...outcome.keys()].map((file) => [file, workshop.read(file)]));
      const strike = () => {
        throw new Killed();
      };
      heal = injectFault({ at, strike });
      const end: unknown = await run().then(
        () => undefined,
        (error: Error) => error,
      );
      heal();
      expectNothingLost(scenario);
      for (const [file, after] of outcome) {
        expect([before.get(file), after]).toContain(workshop.read(file));
      }

      await run();
      expect(new Map([...outcome.keys()].map((file) => [file, workshop.read(file)]))).toEqual(
        outcome,
      );
      expectNothingLost({ ...scenario, own });
      scenario.remove();
      if (end === undefined) break;
      operations = at;
    }
    expect(operations).toBeGreaterThan(10);
    expect(operations).toBeLessThan(ENOUGH - 1);
  });

  test('says so, and changes nothing, if the disk is full before all is written', async () => {
    const strike = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    for (let at = 1; at <= 3; at += 1) {
      const { workshop, own, run } = await prepare(name);
      heal = injectFault({ at, strike, only: ['writeFileSync'] });
      await expect(run()).rejects.toThrow(
        /ENOSPC.*\nNothing was changed\. The disk is full\. Free some space, then run this again\./,
      );
      heal();
      for (const [file, text] of own) expect(workshop.read(file)).toBe(text);
      expect(readdirSync(path.join(workshop.root, '.workshop', 'unfinished'))).toEqual([]);
      scenario.remove();
    }
  });

  test('says so, and changes nothing, if a file is read-only', async () => {
    const { workshop, own, run } = await prepare(name);
    for (const file of own.keys()) chmodSync(path.join(workshop.root, file), 0o444);
    await expect(run()).rejects.toThrow(/f\.ts is read-only\. Nothing was changed\. Make the file/);
    for (const [file, text] of own) expect(workshop.read(file)).toBe(text);
  });
});

test('goes on with a damaged progress file, and says so', async () => {
  const { workshop, run } = await prepare('reset');
  workshop.write('.workshop/progress.json', '{"version":1,"st');
  await run();
  expect(workshop.warnings).toEqual([
    expect.stringMatching(/was damaged.*kept as.*Your own files/),
  ]);
  expect(workshop.read('steps/04-first/f.ts')).toContain('TODO');
});
