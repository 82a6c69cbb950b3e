import { stripVTControlCharacters } from 'node:util';
import { coloured, plain } from '../screen';
import { comparisonLines } from './comparison';
import { renderReport } from './render';
import type { ScreenReport } from './report';

const SCREEN = { columns: 60, style: plain };

const REPORT: ScreenReport = {
  outcome: 'failed',
  verdict: 'Step 03 fails on local AWS.',
  mistake: {
    name: "The policy's Resource lacks the slash of the path",
    why: 'API Gateway asks IAM about the path with its slash.',
    place: 'steps/03-invoke-policy/invoke-policy.ts:41',
    fix: 'write …/dev/GET/',
  },
  body: [
    { kind: 'claim', outcome: 'ok', text: 'GET /dev/, not signed → 403', evidence: [] },
    {
      kind: 'claim',
      outcome: 'failed',
      text: 'GET /dev/, signed → 200',
      evidence: [
        { kind: 'comparison', expected: '…/GET/', actual: '…/GET' },
        { kind: 'verbatim', lines: ['the whole body'], isDetail: true },
      ],
    },
  ],
  next: 'npm run verify -- 03',
};

test('shows verdict and mistake first, evidence below what failed, and what to do last', () => {
  expect(renderReport(REPORT, { ...SCREEN, isUnicode: true })).toBe(`✗ Step 03 fails on local AWS.
  The policy's Resource lacks the slash of the path.
  API Gateway asks IAM about the path with its slash.

✓ GET /dev/, not signed → 403
✗ GET /dev/, signed → 200
    expected  …/GET/
    actual    …/GET
                   ^

✗ 1 of 2: The policy's Resource lacks the slash of the path
  → steps/03-invoke-policy/invoke-policy.ts:41
  → write …/dev/GET/
  → npm run verify -- 03`);
});

test('says in one line what fits into one', () => {
  const wide = renderReport(REPORT, { ...SCREEN, columns: 200, isUnicode: true });
  expect(wide.split('\n').at(-1)).toBe(
    "✗ 1 of 2: The policy's Resource lacks the slash of the path → " +
      'steps/03-invoke-policy/invoke-policy.ts:41 → write …/dev/GET/ → npm run verify -- 03',
  );
});

test('uses words for marks where a terminal has no signs', () => {
  const shown = renderReport(REPORT, SCREEN);
  expect(shown).toMatch(/^FAIL {2}Step 03 fails/);
  expect(shown).toContain('\nok    GET /dev/, not signed -> 403\n');
});

test('shows details when they are asked for', () => {
  expect(renderReport(REPORT, SCREEN)).not.toContain('the whole body');
  expect(renderReport(REPORT, SCREEN, { isVerbose: true })).toContain('the whole body');
});

test('says the same with colours, except the caret that stands for them', () => {
  const shown = renderReport(REPORT, { ...SCREEN, style: coloured });
  const withoutCaret = renderReport(REPORT, SCREEN).replace(/\n +\^(?=\n)/, '');
  expect(stripVTControlCharacters(shown)).toBe(withoutCaret);
});

describe('two texts that differ', () => {
  test.each([
    ['in the middle', 'a=1&b=2&c', 'a=1&x=22&c', 4],
    ['at the end', '/dev/GET/', '/dev/GET', 8],
    ['at the beginning', 'xGET', 'GET', 0],
  ])('%s have a caret where they part', (_, expected, actual, column) => {
    expect(comparisonLines(expected, actual, SCREEN)).toEqual([
      `expected  ${expected}`,
      `actual    ${actual}`,
      `          ${' '.repeat(column)}^`,
    ]);
  });

  test('have nothing marked where nothing is common', () => {
    expect(comparisonLines('200 "Hello"', '403', SCREEN)).toEqual([
      'expected  200 "Hello"',
      'actual    403',
    ]);
  });

  test('are cut around the place where they part', () => {
    const [expected = '', actual = '', caret = ''] = comparisonLines(
      `${'a'.repeat(100)}b${'c'.repeat(100)}`,
      `${'a'.repeat(100)}x${'c'.repeat(100)}`,
      SCREEN,
    );
    expect([expected, actual].map((line) => line.length)).toEqual([60, 60]);
    expect(expected[caret.indexOf('^')]).toBe('b');
    expect(actual[caret.indexOf('^')]).toBe('x');
  });

  test('have the run inverse that differs, in colour', () => {
    const [, actual] = comparisonLines('a=1&b', 'a=2&b', { ...SCREEN, style: coloured });
    expect(actual).toContain('\u001b[7m2\u001b[27m');
  });
});
