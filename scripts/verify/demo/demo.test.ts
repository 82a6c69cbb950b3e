import { outputTo } from '../../terminal/output';
import { demoCommand } from './demo';

test('the demo shows what happens, blames nobody for a refusal that it wants, and leaves nothing', async () => {
  const written: string[] = [];
  let pauses = 0;
  const pause = async () => {
    pauses++;
  };
  const output = outputTo({ write: (text) => written.push(text) });
  expect(await demoCommand({ slow: true }, output, pause)).toBe(0);

  const shown = written.join('');
  expect(shown.match(/^\d {2}/gm)).toHaveLength(6);
  expect(pauses).toBe(5);
  expect(shown).toMatch(/^ +the caller signed +AWS received$/m);
  expect(shown).toMatch(/^ +\| +admin=true$/m);
  expect(shown).toContain('\nThe caller\'s log: api_response is 200 "Hello from Lambda!"\n');
  expect(shown).not.toMatch(/as you do|yours|FAIL/);
  expect(shown).not.toMatch(/[ \t]\n|\n\n\n/);
}, 30_000);
