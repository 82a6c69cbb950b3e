import { stripVTControlCharacters } from 'node:util';
import type { Mistake } from '../../sigv4/mistakes/mistake';
import { coloured, plain } from '../../terminal/screen';
import { type CheckOutput, type Finding, NO_OUTPUT, NO_TALLY, type Tally } from '../check/verdict';
import type { Step } from '../steps';
import { showVerdict } from './verdict';

const step = { number: '04', check: '/workshop/steps/04-x/x.test.ts' } as Step;
const page = { root: '/workshop', style: plain, columns: 80 };
const place = { file: 'steps/04-x/x.ts', line: 35 };

function shown(
  finding: Finding,
  tally: Partial<Tally> = {},
  output: CheckOutput = NO_OUTPUT,
): string {
  return showVerdict(step, { finding, tally: { ...NO_TALLY, ...tally }, output }, page);
}

const failed: Finding = {
  kind: 'failed',
  test: ['canonicalUri', 'get-space'],
  message: 'canonical request, line 2: canonical URI\n  expected  /%20\n  actual    /+',
  mismatch: undefined,
  group: { passed: [], failed: [] },
  place,
};

test('shows the first failing case in full, and the number of the rest', () => {
  expect(
    shown(failed, { passed: 12, failed: 168, total: 180 }),
  ).toBe(`Step 04: 12 of 180 cases pass.
[##............................] 12/180

First to fail: canonicalUri › get-space
steps/04-x/x.ts:35

  canonical request, line 2: canonical URI
    expected  /%20
    actual    /+

and 167 more fail.`);
});

test('shows an untouched function as the next thing to do', () => {
  const toDo: Finding = { kind: 'to-do', functionName: 'sign', task: 'sign it', place };
  expect(shown(toDo, { failed: 180, total: 180 })).toBe(`Step 04: 0 of 180 cases pass.
[..............................] 0/180

Next: sign — sign it
steps/04-x/x.ts:35`);
});

test.each<[string, Finding, Partial<Tally>, RegExp]>([
  [
    'a pass',
    { kind: 'passed' },
    { passed: 3, total: 3 },
    /^Step 04 passes: 3 of 3 cases\.\n\[#{30}\] 3\/3$/,
  ],
  [
    'a file that does not load',
    { kind: 'not-loaded', message: 'x.ts:1:2 - expected', place },
    {},
    /^Step 04 does not run\.\n\n.*not be loaded:\nsteps\/04-x\/x\.ts:35\n\n {2}x\.ts:1:2/,
  ],
  [
    'an endless case',
    { kind: 'timed-out', test: 'add › 1', seconds: 10, place: { file: 'steps/a.ts', line: 3 } },
    {},
    /Stopped after 10 s in the case add › 1\.\nsteps\/a\.ts:3\nIs there a loop/,
  ],
  [
    'an endless import',
    { kind: 'timed-out', seconds: 10 },
    {},
    /while your files were being loaded\.\nIs there a loop .* If the machine is only busy, check again\.$/,
  ],
  [
    'a process that ended',
    { kind: 'ended', test: 'add › 1', how: 'exit code 3' },
    {},
    /too early \(exit code 3\) in the case add › 1\.\nIs there a process\.exit/,
  ],
  [
    'skipped cases',
    { kind: 'skipped' },
    { passed: 1, skipped: 2, total: 3 },
    /1 of 3 cases pass[\s\S]*2 of 3 cases did not run/,
  ],
  [
    'no test',
    { kind: 'no-tests' },
    {},
    /steps\/04-x\/x\.test\.ts has no test\. .*git checkout -- steps\/04-x\/x\.test\.ts/,
  ],
])('shows %s', (_, finding, tally, text) => {
  expect(shown(finding, tally)).toMatch(text);
});

describe('what the learner’s code printed', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

  test('is shown for the failing case alone, if it printed', () => {
    const text = shown(failed, {}, { fromCase: ['mine'], others: ['other'], lines: 5 });
    expect(text).toContain('Your code printed, in this case:\n  mine\n  … and 4 lines more');
  });

  test('is shortened', () => {
    const text = shown({ kind: 'passed' }, {}, { fromCase: [], others: lines(20), lines: 999 });
    expect(text).toMatch(
      /Your code printed:\n {2}line 1\n[\s\S]* {2}line 8\n {2}… and 991 lines more$/,
    );
  });
});

test('says the same with colours', () => {
  const verdict = { finding: failed, tally: NO_TALLY, output: NO_OUTPUT };
  const text = showVerdict(step, verdict, { ...page, style: coloured });
  expect(text).toContain('\u001b[');
  expect(stripVTControlCharacters(text)).toBe(showVerdict(step, verdict, page));
});

describe('a mistake that is known', () => {
  const mistake = {
    title: 'The query is not sorted',
    why: 'Both sides need one order.',
  } as Mistake;
  const verdict = {
    finding: failed,
    tally: { ...NO_TALLY, failed: 9, total: 9 },
    output: NO_OUTPUT,
  };
  const on = (rows?: number) => showVerdict(step, verdict, { ...page, rows }, [mistake]);

  test('stands by its name directly under the headline', () => {
    expect(on().split('\n').slice(0, 4)).toEqual([
      'Step 04: 0 of 9 cases pass.',
      `[${'.'.repeat(30)}] 0/9`,
      '',
      'The query is not sorted.',
    ]);
  });

  test('stays on a terminal with few rows, and the bar goes', () => {
    const long = {
      ...failed,
      message: Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'),
    };
    const shown = showVerdict(step, { ...verdict, finding: long }, { ...page, rows: 20 }, [
      mistake,
    ]);
    expect(shown).not.toContain('[...');
    expect(shown.split('\n').length).toBeLessThanOrEqual(20 - 4);
    expect(on(24)).toContain('[...');
  });

  test('has the run that differs marked by colour', () => {
    const text = showVerdict(step, verdict, { ...page, style: coloured }, [mistake]);
    expect(text).toContain('\u001b[7m%20\u001b[27m');
  });
});
