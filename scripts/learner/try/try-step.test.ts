import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { openContext } from '../context';
import { readSteps, type Step, stepNumbered } from '../steps';
import { type TemporaryWorkshop, temporaryWorkshop } from '../testing/temporary-workshop';
import { caseOfFile } from './own-request';
import { caseOfVector } from './tried-case';
import { tryStep } from './try-step';

const steps = readSteps();
const SIGNING_STEPS = steps.slice(3, 8);

let workshop: TemporaryWorkshop;

beforeEach(() => {
  jest.resetModules();
  workshop = temporaryWorkshop();
  for (const { id, files, lesson, check } of SIGNING_STEPS) {
    for (const file of files) {
      const solution = path.join(ROOT, 'solutions', id, path.basename(file));
      workshop.write(`solutions/${id}/${path.basename(file)}`, readFileSync(solution, 'utf8'));
      workshop.write(`steps/${id}/${path.basename(file)}`, readFileSync(solution, 'utf8'));
    }
    for (const file of [lesson, check]) {
      workshop.write(path.relative(ROOT, file), readFileSync(file, 'utf8'));
    }
  }
});

afterEach(() => workshop.remove());

function tried(number: string, name = 'get-utf8') {
  const mode = number === '08' ? 'query' : 'header';
  const step = stepNumbered(readSteps(workshop.root), number);
  return tryStep(step, caseOfVector(name, mode), openContext(workshop.root));
}

/** Replaces a part of the learner's file. */
function edit({ id }: Pick<Step, 'id'>, file: string, before: string, after: string): void {
  const name = `steps/${id}/${file}`;
  const text = readFileSync(path.join(workshop.root, name), 'utf8');
  expect(text).toContain(before);
  workshop.write(name, text.replace(before, after));
}

test.each(SIGNING_STEPS)(
  'step $number: the solution is right, function by function',
  ({ number }) => {
    const { text, exitCode } = tried(number);
    expect(text).toMatch(/^Step \d\d on get-utf8: all \d functions are right\.\n/);
    expect(exitCode).toBe(0);
  },
);

test('a wrong function is shown with what it was given, and what is right', () => {
  edit(
    { id: '04-canonical-request' },
    'canonical-request.ts',
    "uriEncode(absolutePath).replaceAll('%2F', '/')",
    'absolutePath',
  );
  const { text, exitCode } = tried('04');
  expect(exitCode).toBe(1);
  expect(text).toMatch(/^Step 04 on get-utf8: canonicalUri, canonicalRequest differ\.\n/);
  expect(text).toContain(
    [
      '✗ canonicalUri',
      '    path              /ሴ',
      '    normalize         true',
      '    expected  /%E1%88%B4',
      '    actual    /ሴ',
      '               ^ (10 characters expected, 2 found)',
    ].join('\n'),
  );
  expect(text).toContain(
    '✓ canonicalQuery\n    query             (empty)\n    returns           (empty)',
  );
});

test('one mistake shows in one place: a later function is given what is right', () => {
  edit({ id: '06-signing-key' }, 'signing-key.ts', 'context.region', "'eu-west-9'");
  expect(tried('06').text).toMatch(/^Step 06 on get-utf8: deriveSigningKey, signingKey differ\./);
});

test('what is still to write, and what throws, is told apart', () => {
  workshop.write(
    'steps/08-presign-url/presign-url.ts',
    "export function presignUrl() { throw new Error('TODO presignUrl: later'); }\n" +
      "export function presignQuery() { throw new RangeError('too far'); }\n",
  );
  const { text } = tried('08');
  expect(text).toMatch(/^Step 08 on get-utf8: presignQuery differs; 1 function still to write\./);
  expect(text).toContain('· presignUrl: still to write');
  expect(text).toMatch(/✗ presignQuery[\s\S]*threw {13}too far/);
});

test('no secret is shown', () => {
  const { text } = tried('06', 'api-temporary-credentials');
  const { secretAccessKey, sessionToken } = caseOfVector('api-temporary-credentials', 'header')
    .context.credentials;
  expect(text).not.toContain(secretAccessKey);
  expect(text).not.toContain(sessionToken);
});

test('a request of one’s own: as JSON, a curl line, or HTTP text', () => {
  workshop.write('mine.json', '{"path": "/a b", "query": "b=2&a=1"}');
  workshop.write('mine.txt', "curl -X POST 'https://api.example.com/dev/x?y=1' -d hello");
  const json = caseOfFile(path.join(workshop.root, 'mine.json'), 'header');
  expect(json.figures.canonicalRequest).toMatch(/^GET\n\/a%20b\na=1&b=2\nhost:example/);
  const curl = caseOfFile(path.join(workshop.root, 'mine.txt'), 'header');
  expect(curl.figures.canonicalRequest).toMatch(/^POST\n\/dev\/x\ny=1\nhost:api\.example\.com\n/);
  workshop.write('mine.http', 'GET /x?y=1 HTTP/1.1\nHost: one.example.com\nX-Amz-Date: old\n');
  const http = caseOfFile(path.join(workshop.root, 'mine.http'), 'header');
  expect(http.toSign.headers).toEqual([
    ['Host', 'one.example.com'],
    ['X-Amz-Date', http.context.timestamp],
  ]);
});

test.each([
  ['{"path": ', /mine is not JSON: .*\nGive a request as JSON/],
  ['GET the root', /mine does not contain a request\.\nGive a request as JSON/],
  ['{"path": "/", "headers": []}', /Host/],
])('a file that holds %j is refused in words', (text, message) => {
  workshop.write('mine', text);
  expect(() => caseOfFile(path.join(workshop.root, 'mine'), 'header')).toThrow(message);
});

test('a case or step that does not exist is answered with what there is', () => {
  expect(() => caseOfVector('get-utf', 'header')).toThrow(
    'There is no case named "get-utf". Similar names: get-vanilla-utf8-query, get-utf8, header-utf8-value, payload-utf8',
  );
  expect(() =>
    tryStep(stepNumbered(steps, '02'), caseOfVector('get-utf8', 'header'), openContext()),
  ).toThrow(/try takes steps 04 to 08\.\nTo check step 02: npm run workshop -- check 02/);
});
