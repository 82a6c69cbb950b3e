import { loadingHint } from './loading-hint';

const place = { file: 'steps/04-x/x.ts', line: 12 };

it.each([
  ["x.ts:12:3 - error TS1005: ',' expected.", 'missing there, or just before'],
  ['x.ts:12:3 - error TS1109: Expression expected.', 'is no TypeScript yet'],
  ['x.ts:12:3 - error TS1002: Unterminated string literal.', 'missing at its end'],
  ['SyntaxError: await is only valid in async functions', 'Write `async`'],
  ["SyntaxError: Identifier 'a' has already been declared", 'declared twice'],
  ["Cannot find module './y' from 'steps/04-x/x.ts'", 'Compare its path'],
  ["Cannot find module 'lodash' from 'steps/04-x/x.ts'", 'not installed'],
  ['ReferenceError: a is not defined', 'Look at its spelling'],
  ['Error: mine', 'Move it into the function'],
])('says where to look and what to do on %s', (message, fix) => {
  const { text } = loadingHint({ kind: 'not-loaded', message, place });
  expect(text).toMatch(/^Look at line 12 of `steps\/04-x\/x\.ts`\. /);
  expect(text).toContain(fix);
});

it('needs no place', () => {
  const { text } = loadingHint({ kind: 'not-loaded', message: 'Error: mine', place: null });
  expect(text).toMatch(/^Code outside/);
});
