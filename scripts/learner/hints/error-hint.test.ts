import type { Finding } from '../check/verdict';
import { errorHint } from './error-hint';

const place = { file: 'steps/04-x/x.ts', line: 12 };

test.each([
  ["x.ts:12:3 - error TS1005: ',' expected.", 'missing there, or just before'],
  ['x.ts:12:3 - error TS1109: Expression expected.', "isn't valid TypeScript yet"],
  ['x.ts:12:3 - error TS1002: Unterminated string literal.', 'missing at its end'],
  ['SyntaxError: await is only valid in async functions', 'Write `async`'],
  ["SyntaxError: Identifier 'a' has already been declared", 'declared twice'],
  ["Cannot find module './y' from 'steps/04-x/x.ts'", 'Compare its path'],
  ["Cannot find module 'lodash' from 'steps/04-x/x.ts'", 'not installed'],
  ['ReferenceError: a is not defined', 'Check its spelling'],
  ['Error: mine', 'Move it into the function'],
])('says where to look and what to do when a file does not load: %s', (message, fix) => {
  const text = errorHint({ kind: 'not-loaded', message, place })?.text;
  expect(text).toMatch(/^Look at line 12 of `steps\/04-x\/x\.ts`\. /);
  expect(text).toContain(fix);
});

const thrown = (message: string): Finding => ({
  kind: 'failed',
  test: ['x', 'y'],
  message,
  mismatch: undefined,
  group: { passed: [], failed: [] },
  place,
});

test.each([
  ["TypeError: Cannot read properties of undefined (reading 'x')", 'is undefined'],
  ['TypeError: parts.each is not a function', 'Compare its spelling'],
  ['TypeError: Assignment to constant variable.', 'Declare it with `let`'],
  ['ReferenceError: hsah is not defined', 'never declared or imported'],
  ['URIError: URI malformed', 'without two hex digits'],
  ['RangeError: Maximum call stack size exceeded', 'without an end'],
  ['TypeError: another one', 'Look at the values that this line uses'],
])('says where to look and what to do when a function throws: %s', (message, fix) => {
  const text = errorHint(thrown(message))?.text;
  expect(text).toMatch(/^Look at line 12 of `steps\/04-x\/x\.ts`\. /);
  expect(text).toContain(fix);
});

test.each([
  'expected 1, got 2',
  'Error: mine',
  'NotFoundException: no such API',
  'TypeError: x is not a constructor\nThe library makes a hash itself.',
])('has nothing to say of: %s', (message) => expect(errorHint(thrown(message))).toBeUndefined());

test('needs no place', () => {
  const finding: Finding = { kind: 'not-loaded', message: 'Error: mine' };
  expect(errorHint(finding)?.text).toMatch(/^Code outside/);
});
