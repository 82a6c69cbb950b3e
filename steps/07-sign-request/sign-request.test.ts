import { unless } from '../../scripts/inspect/findings';
import { inspectOwnHeaders, inspectSignedCopy } from '../../scripts/inspect/signed-request';
import { calling } from '../../scripts/jest/call';
import { vectorsToCheck, vectorToCheck } from '../../scripts/jest/check-vectors';
import { inspectRefusal, messageOf } from '../../scripts/jest/complaint';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { headerLines } from '../../scripts/jest/matchers';
import { heldSecrets, secretsIn } from '../../scripts/jest/secrets';
import { tracing } from '../../scripts/jest/trace';
import { wellFormed } from '../../scripts/jest/well-formed';
import { canonicalRequestParts } from '../../scripts/sigv4/stages';
import type { Vector } from '../../scripts/sigv4/vectors';
import * as step04 from '../04-canonical-request/canonical-request';
import type { Header, HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import * as step05 from '../05-string-to-sign/string-to-sign';
import { authorizationHeader, signRequest } from './sign-request';

const vectors = vectorsToCheck();
const REQUEST = { method: 'string', path: 'string', query: 'string', headers: 'list' } as const;

/** Compares all of the signed request: what it was, and what signing added. */
function expectSigned(vector: Vector): void {
  const { request, context, name } = vector;
  const { result, trace } = tracing([step04, step05], () =>
    calling(() => signRequest(request, context), [name]),
  );
  const signed = wellFormed('The result of signRequest', result, REQUEST);
  expect(heldSecrets(signed)).toHaveNoFindings();
  expect(inspectSignedCopy(signed, request)).toHaveNoFindings();
  expect(inspectOwnHeaders(signed, request)).toHaveNoFindings();
  const added = headerLines(signed.headers.slice(request.headers.length));
  expect(added).toMatchVector(vector, 'header', 'signed-headers-added', trace);
}

/** A request as text to compare: a line for each header, in order. */
function requestLines({ method, path, query, headers, body }: HttpRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path}?${query}`, ...lines, '', body].join('\n');
}

describe('authorizationHeader', () => {
  test.each(vectors)('$name', ({ context, figures, added }) => {
    const signedHeaders = canonicalRequestParts(figures.header.canonicalRequest)['signed-headers'];
    const [, expected = ''] = added.header.find(([name]) => name === 'Authorization') ?? [];
    const value = () => authorizationHeader(context, signedHeaders, figures.header.signature);
    expect(value).toBeText(expected);
  });
});

describe('signRequest', () => {
  const vector = vectorToCheck('get-vanilla');

  test.each([vector, vectorToCheck('post-x-www-form-urlencoded')])(
    'does not change the request it is given, but returns a copy: $name',
    (vector) => {
      const request = structuredClone(vector.request);
      calling(() => signRequest(request, vector.context), [vector.name]);
      const finding =
        'signRequest has changed the request that it was given: return a copy with the headers added, ' +
        'as { ...request, headers: [...] } is one.';
      const isKept = requestLines(request) === requestLines(vector.request);
      expect(unless(isKept, finding)).toHaveNoFindings();
    },
  );

  test.each(vectors)('$name', (vector) => expectSigned(vector));

  test('signs a signed request again as if it had never been signed', () => {
    const { credentials } = vectorToCheck('get-vanilla-with-session-token').context;
    const context = { ...vector.context, credentials };
    const later = { ...context, timestamp: '20150831T000000Z' };
    const again = signRequest(signRequest(vector.request, context), later);
    expect(requestLines(again)).toBeText(requestLines(signRequest(vector.request, later)));
  });

  test('keeps a header of the caller that signing does not add, whatever its name', () => {
    const request = {
      ...vector.request,
      headers: [...vector.request.headers, ['X-Amz-Target', 'Pets.List']] as Header[],
    };
    const signed = signRequest(request, vector.context);
    expect(inspectOwnHeaders(signed, request)).toHaveNoFindings();
    const authorization = signed.headers.find(([name]) => name === 'Authorization')?.[1];
    const finding =
      'X-Amz-Target must be among the SignedHeaders: every x-amz- header that is sent is signed.';
    expect(unless(/[=;]x-amz-target[;,]/.test(authorization ?? ''), finding)).toHaveNoFindings();
  });

  test('signs body and token unless told otherwise', () => {
    const { credentials } = vectorToCheck('get-vanilla-with-session-token').context;
    const { headers } = signRequest(vector.request, {
      ...vector.context,
      credentials,
      options: {},
    });
    const authorization = headers.find(([name]) => name === 'Authorization')?.[1];
    const [, names] = /SignedHeaders=([^,]*)/.exec(authorization ?? '') ?? [];
    const all = 'host;x-amz-content-sha256;x-amz-date;x-amz-security-token';
    const finding =
      `Where context.options says nothing, SignedHeaders must be\n${all}\nand is\n${names}\n` +
      'Take from DEFAULT_OPTIONS what context.options leaves out.';
    expect(unless(names === all, finding)).toHaveNoFindings();
  });

  test('requests made for this run', () => {
    for (const vector of generatedVectors()) expectSigned(vector);
  });
});

describe('signRequest refuses', () => {
  const { request, context } = vectorToCheck('get-vanilla');
  const { credentials } = context;
  const header = (name: string, value: string): Partial<HttpRequest> => ({
    headers: [...request.headers, [name, value]],
  });

  test.each<[string, Partial<HttpRequest>, Partial<SigningContext>, RegExp]>([
    ['a request without Host', { headers: [] }, {}, /Host/],
    ['a request with two Hosts', header('host', 'b'), {}, /exactly one Host.*found 2/],
    ['a control character in a header', header('A', 'x\u0000'), {}, /header A.*position 1/],
    ['a line break that would start a new header', header('A', 'x\nB: y'), {}, /header A/],
    ['a header name with a space', header('A B', 'x'), {}, /header name.*position 1/],
    ['a malformed % escape in the path', { path: '/100%' }, {}, /path.*%.*position 4/],
    ['a malformed % escape in the query', { query: 'a=%zz' }, {}, /query.*%.*position 2/],
    ['a % escape that is not UTF-8', { query: 'a=%FF' }, {}, /query.*UTF-8/],
    ['an unpaired surrogate in the path', { path: '/\ud800' }, {}, /path.*surrogate.*position 1/],
    ['an unpaired surrogate in the body', { body: 'x\udc00' }, {}, /body.*surrogate.*position 1/],
    ['an empty method', { method: '' }, {}, /method/],
    [
      'a date with dashes',
      {},
      { timestamp: '2015-08-30T12:36:00Z' },
      /timestamp.*20150830T123600Z/,
    ],
    ['a date that does not exist', {}, { timestamp: '20150230T123600Z' }, /timestamp/],
    [
      'a missing access key',
      {},
      { credentials: { ...credentials, accessKeyId: '' } },
      /accessKeyId/,
    ],
    [
      'a missing secret',
      {},
      { credentials: { ...credentials, secretAccessKey: '' } },
      /secretAccessKey/,
    ],
    ['an empty token', {}, { credentials: { ...credentials, sessionToken: '' } }, /sessionToken/],
    ['a missing region', {}, { region: '' }, /region/],
    ['a missing service', {}, { service: '' }, /service/],
  ])('%s', async (what, badRequest, badContext, reason) => {
    const sign = () => signRequest({ ...request, ...badRequest }, { ...context, ...badContext });
    expect(await inspectRefusal(what, reason, sign)).toHaveNoFindings();
    const told = secretsIn((await messageOf(sign)) ?? '');
    expect(told.map((name) => `The error tells the ${name}.`)).toHaveNoFindings();
  });
});
