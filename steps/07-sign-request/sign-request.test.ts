import { inspectRefusal, messageOf } from '../../scripts/jest/complaint';
import { unless } from '../../scripts/jest/findings';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { headerLines } from '../../scripts/jest/matchers';
import { canonicalRequestParts } from '../../scripts/sigv4/stages';
import { allVectors, type Vector, vectorNamed } from '../../scripts/sigv4/vectors';
import type { HttpRequest, SigningContext } from '../04-canonical-request/signing-input';
import { authorizationHeader, signRequest } from './sign-request';

const vectors = allVectors();

/** The headers that signing added, behind the request's own. */
function added({ request, context }: Vector): string {
  const signed = signRequest(structuredClone(request), context);
  return headerLines(signed.headers.slice(request.headers.length));
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
    const value = authorizationHeader(context, signedHeaders, figures.header.signature);
    expect(value).toBeText(expected);
  });
});

describe('signRequest', () => {
  const vector = vectorNamed('get-vanilla');

  test('does not change the request it is given, but returns a copy', () => {
    const request = structuredClone(vector.request);
    signRequest(request, vector.context);
    const finding =
      'signRequest has changed the request that it was given: return a copy with the headers added, ' +
      'as { ...request, headers: [...] } is one.';
    const isKept = requestLines(request) === requestLines(vector.request);
    expect(unless(isKept, finding)).toHaveNoFindings();
  });

  test.each(vectors)('$name', (vector) => {
    expect(added(vector)).toMatchVector(vector, 'header', 'signed-headers-added');
  });

  test('leaves everything else of the request as it is', () => {
    const { headers, ...rest } = signRequest(vector.request, vector.context);
    const { headers: ownHeaders, ...own } = vector.request;
    const kept = { ...rest, headers: headers.slice(0, ownHeaders.length) };
    expect(requestLines(kept)).toBeText(requestLines({ ...own, headers: ownHeaders }));
  });

  test('signs a signed request anew as if it had never been signed', () => {
    const { credentials } = vectorNamed('get-vanilla-with-session-token').context;
    const context = { ...vector.context, credentials };
    const later = { ...context, timestamp: '20150831T000000Z' };
    const again = signRequest(signRequest(vector.request, context), later);
    expect(requestLines(again)).toBeText(requestLines(signRequest(vector.request, later)));
  });

  test('signs body and token unless told otherwise', () => {
    const { credentials } = vectorNamed('get-vanilla-with-session-token').context;
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
});

describe('signRequest with requests made for this run', () => {
  test.each(generatedVectors())('$name', (vector) => {
    expect(added(vector)).toMatchVector(vector, 'header', 'signed-headers-added');
  });
});

describe('signRequest refuses', () => {
  const { request, context } = vectorNamed('get-vanilla');
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
    const isTold = (await messageOf(sign))?.includes(credentials.secretAccessKey) === true;
    expect(unless(!isTold, 'The error tells the secret access key.')).toHaveNoFindings();
  });
});
