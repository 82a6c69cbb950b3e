/**
 * In a time zone that is not UTC, as learners' machines are.
 * @jest-environment ./scripts/jest/check-environment.js
 */
import { canonicalRequest } from '../../../solutions/04-canonical-request/canonical-request';
import type {
  HttpRequest,
  SigningContext,
  SigningOptions,
} from '../../../solutions/04-canonical-request/signing-input';
import { stringToSign } from '../../../solutions/05-string-to-sign/string-to-sign';
import { deriveSigningKey } from '../../../solutions/06-signing-key/signing-key';
import { signRequest } from '../../../solutions/07-sign-request/sign-request';
import { presignUrl } from '../../../solutions/08-presign-url/presign-url';
import { testSession } from '../../account/testing/test-session';
import { changedSolution } from '../../inspect/changed-solution';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { provisionAll } from '../testing/provision-all';
import { inOneLine, toldAbout } from '../testing/told-about';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
  const session = testSession(aws);
  await provisionAll(session);
  await session.close();
});

afterAll(() => aws.stop());

test('04: a query that is not sorted is shown beside that of AWS', async () => {
  const unsorted = (request: HttpRequest, options: SigningOptions) =>
    canonicalRequest(request, options).replace(/name=&(text=[^\n]*)/, '$1&name=');
  const answer = await toldAbout(aws, '04', {
    '04-canonical-request/canonical-request': { canonicalRequest: unsorted },
  });
  expect(answer).toContain('AWS    name=&text=hello%20world%21');
  expect(answer).toContain('yours  text=hello%20world%21&name=');
  expect(answer).toContain('canonical request, line 3: canonical query string');
  expect(answer).toContain('authentication, rule signature-mismatch');
  expect(answer).toMatch(/-> solutions\/04-canonical-request\/canonical-request\.ts:\d+$/m);
});

test('05: a string to sign without the hash is shown beside that of AWS', async () => {
  const short = (text: string, context: SigningContext) =>
    stringToSign(text, context).replace(/\n[0-9a-f]{64}$/, '');
  const answer = await toldAbout(aws, '05', {
    '05-string-to-sign/string-to-sign': { stringToSign: short },
  });
  expect(answer).toContain('AWS computes the same canonical request as you do.');
  expect(answer).toContain('string to sign, line 4: hash of the canonical request');
});

test('06: with equal strings it must be the key', async () => {
  const signingKey = (context: SigningContext) =>
    Buffer.from(deriveSigningKey(context).toString('hex'));
  const answer = await toldAbout(aws, '06', { '06-signing-key/signing-key': { signingKey } });
  expect(answer).toMatch(
    /the same string to sign as you do\.\s+So it is the\s+signing key or the\s+signature/,
  );
});

const signing = (change: (context: SigningContext) => SigningContext) =>
  toldAbout(aws, '07', {
    '07-sign-request/sign-request': {
      signRequest: (request: HttpRequest, context: SigningContext) =>
        signRequest(request, change(context)),
    },
  });

test('07: a token that is not sent', async () => {
  const answer = await signing(({ credentials: { sessionToken: _, ...keys }, ...context }) => ({
    ...context,
    credentials: keys,
  }));
  expect(answer).toContain('ession token is missing');
  expect(answer).toContain('rule unknown-key');
});

test('07: another service', async () => {
  const answer = await signing((context) => ({ ...context, service: 'apigateway' }));
  expect(answer).toContain('sign for execute-api');
  expect(answer).toContain('/apigateway/aws4_request');
});

test('07: another region', async () => {
  const answer = await signing((context) => ({ ...context, region: 'us-east-1' }));
  expect(answer).toContain("sign for the API's region");
});

test('08: a URL whose query was changed', async () => {
  const changed = (...input: Parameters<typeof presignUrl>) =>
    presignUrl(...input).replace('X-Amz-Expires=3600', 'X-Amz-Expires=60');
  const answer = await toldAbout(aws, '08', {
    '08-presign-url/presign-url': { presignUrl: changed },
  });
  expect(answer).toContain('equest that was sent is not the one that was signed');
});

test('a starter that is not touched', async () => {
  const todo = () => {
    throw new Error('TODO signRequest: check the input, sign');
  };
  const answer = await toldAbout(aws, '07', {
    '07-sign-request/sign-request': { signRequest: todo },
  });
  expect(answer).toContain('signRequest is still to be written');
  expect(answer).toContain('-> check the input, sign');
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution

const SIGNED = 'return { ...request, headers: [...ownHeaders';
const COPY = (changes: string) => SIGNED.replace('...request, ', `...request, ${changes}, `);
const LIBRARY = 'return { ...request, headers: Object';
const LIBRARY_COPY = (changes: string) =>
  LIBRARY.replace('...request, ', `...request, ${changes}, `);
const URL_MADE = '${request.path}?${query}';

// What AWS answers to the workshop's GET does not show these.
describe.each([
  [
    '05-string-to-sign/string-to-sign',
    [
      [
        'local time with a Z',
        "return date.toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
        "return new Date(date.getTime() - 60_000 * date.getTimezoneOffset()).toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
        'It is the local time of Asia/Tokyo with a Z behind it',
      ],
      [
        'rounded seconds',
        'return date.toISOString()',
        'return new Date(1000 * Math.round(date.getTime() / 1000)).toISOString()',
        'Its seconds are rounded',
      ],
    ],
  ],
  [
    '07-sign-request/sign-request',
    [
      ['the body dropped', SIGNED, COPY("body: ''"), 'The body of the returned request is lost'],
      [
        'the query encoded again',
        SIGNED,
        COPY('query: encodeURI(request.query)'),
        'The query of the returned request is "text=hello%2520world!&name=&name=b", and was "text=hello%20',
      ],
      [
        '// collapsed in the path',
        SIGNED,
        COPY("path: request.path.replace(/\\/+/g, '/')"),
        'The path of the returned request is "/dev/pets%20all/", and was "/dev//pets%20all/"',
      ],
      [
        'headers trimmed in place',
        '  const ownHeaders = ',
        '  for (const header of request.headers) header[1] = header[1].trim();\n  const ownHeaders = ',
        'signRequest has changed the request that it was given',
      ],
      [
        'nothing returned',
        SIGNED,
        `const unused = ${SIGNED.slice(7)}`,
        'signRequest returned nothing',
      ],
    ],
  ],
  [
    '08-presign-url/presign-url',
    [
      [
        'own parameters twice',
        URL_MADE,
        '${request.path}?${[...(request.query ? [request.query] : []), query].join("&")}',
        'the query has text=hello%20world!&name=&name=b: what was signed must be sent, once',
      ],
      [
        'own parameters twice in the query',
        'return [...own, ...parameters',
        'return [...own, ...own, ...parameters',
        'the query has text=hello%20world!&name=&name=b: what was signed must be sent, once',
      ],
      ['the path lost', URL_MADE, '/dev/?${query}', 'The path of the URL is "/dev/"'],
      [
        'the URL made by URL',
        'return `${protocol}://${host}${request.path}?${query}`;',
        "return new URL(`${protocol}://${host}${request.path}?${query}`).href.replace('%20', '+');",
        'The path of the URL is "/dev//pets+all/"',
      ],
    ],
  ],
  [
    '10-use-the-library/caller',
    [
      [
        'each header twice',
        'Object.entries(signed.headers) }',
        '[...request.headers, ...Object.entries(signed.headers)] }',
        'The result has x-own, host twice',
      ],
      [
        'the body emptied',
        LIBRARY,
        LIBRARY_COPY("body: ''"),
        'The body of the returned request is lost',
      ],
      [
        'the query emptied',
        LIBRARY,
        LIBRARY_COPY("query: ''"),
        'The query of the returned request is "", and was "text=',
      ],
    ],
  ],
] as [file: string, rows: [mistake: string, text: string, replacement: string, told: string][]][])(
  '%s',
  (file, rows) => {
    test.each(rows)('%s', async (_, text, replacement, told) => {
      const changed = changedSolution<object>(`${file}.ts`, text, replacement);
      const answer = await toldAbout(aws, file.slice(0, 2), { [file]: changed });
      expect(inOneLine(answer)).toContain(told);
      expect(answer).not.toContain('actual    200');
    });
  },
);

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
