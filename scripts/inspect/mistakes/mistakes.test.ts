import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import { CHECK_MISTAKES, mistakeAtLoading, mistakeInCase, mistakeOfEnding } from './found';

test('no two mistakes have one id, those of the catalogue included', () => {
  const ids = [...CHECK_MISTAKES, ...CATALOGUE].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, title, why, fix } of CHECK_MISTAKES) {
    expect(id).toMatch(/^[a-z0-9][a-z0-9-]{2,79}$/);
    for (const words of [title, why, fix]) expect(words.length).toBeGreaterThan(9);
  }
});

test.each([
  [
    'createApi',
    'CreateRestApi was still under way when createApi returned: is an await',
    'missing-await',
  ],
  [
    'protectMethod',
    'The method was put. The secret access key was logged: whoever reads it',
    'secret-told',
  ],
  [
    'allowApiGateway',
    "The permission's SourceArn ends in dev/GET, without the slash of the path: it",
    'arn-without-slash',
  ],
  [
    'integrateFunction',
    "The integration's integrationHttpMethod is GET: Lambda is",
    'integration-method',
  ],
  ['invokeArn', 'The ARN has the region us-east-1; it must be eu-central-1.', 'arn-region'],
  ['handler', "TypeError: Cannot read properties of undefined (reading 'a')", 'undefined-value'],
  ['handler', 'Error: no such luck', 'error-thrown'],
  ['canonicalUri', 'get-x, header form\n  expected  /a\n  actual    /b', 'canonical-uri-differs'],
  ['canonicalUri', 'TypeError: text.splitt is not a function', 'no-function'],
])('%s: %s', (heading, message, id) => {
  expect(mistakeInCase(message, heading).id).toBe(id);
});

test.each([
  ["steps/04/a.ts:3:5 - error TS1005: ')' expected.", 'syntax-error'],
  ["steps/04/a.ts:3:5 - error TS2322: Type 'string' is not assignable", 'type-error'],
  ["Cannot find module './b', which steps/04/a.ts imports.", 'import-not-found'],
  ['SyntaxError: await is only valid in async functions', 'await-outside-async'],
  ['Error: thrown at import', 'error-at-loading'],
])('a file that cannot be loaded: %s', (message, id) => {
  expect(mistakeAtLoading(message).id).toBe(id);
});

test('an endless loop has a name', () => {
  expect(mistakeOfEnding('timed-out').id).toBe('endless-loop');
});
