import { outputTo } from '../../terminal/output';
import { demoCommand } from './demo';

test('the demo shows what happens, blames nobody for a refusal that it wants, and leaves nothing', async () => {
  const written: string[] = [];
  expect(await demoCommand(outputTo({ write: (text) => written.push(text) }))).toBe(0);

  const shown = written.join('');
  expect(shown).toContain('The canonical request, as AWS computes it and as it was signed:');
  expect(shown).toMatch(/ AWS {4}admin=true\n +signed \(an empty line\)\n/);
  expect(shown).toContain('\nThe caller\'s log: api_response is 200 "Hello from Lambda!"\n');
  expect(shown).not.toMatch(/as you do|yours|The remedy|The mistake/);
  expect(shown.match(/signature we calculated does not match/g)).toHaveLength(2);
  expect(shown).not.toMatch(/[ \t]\n|\n\n\n/);
}, 30_000);
