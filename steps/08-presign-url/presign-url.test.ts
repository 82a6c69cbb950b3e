import { inspectRefusal } from '../../scripts/jest/complaint';
import { unless } from '../../scripts/jest/findings';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { parameterLines } from '../../scripts/jest/matchers';
import { allVectors, type Vector, vectorNamed } from '../../scripts/sigv4/vectors';
import type { HttpRequest } from '../04-canonical-request/signing-input';
import { presignQuery, presignUrl } from './presign-url';

const vectors = allVectors();

/** What of the request's own query is not in front of the signed one, as it stands. */
function inspectOwn(own: string, query: string): string[] {
  if (query.startsWith(inFront(own))) return [];
  const problem = query.includes(own) ? 'do not stand in front' : 'are missing, or were changed';
  return [
    `The request's own parameters ${problem}: the query must begin with ${inFront(own)}`,
    `It begins with ${query.slice(0, own.length + 20)}…`,
  ];
}

const inFront = (own: string) => (own === '' ? '' : `${own}&`);

/** The parameters that signing added, behind the request's own. */
function added({ request }: Vector, query: string): string {
  return parameterLines(query.slice(inFront(request.query).length));
}

describe('presignQuery', () => {
  test.each(vectors)('$name', (vector) => {
    const { request, context } = vector;
    const query = presignQuery(request, context);
    expect(inspectOwn(request.query, query)).toHaveNoFindings();
    expect(added(vector, query)).toMatchVector(vector, 'query', 'signed-query');
  });

  test('puts the signature last', () => {
    const { request, context } = vectorNamed('get-vanilla');
    const isLast = /&X-Amz-Signature=[0-9a-f]{64}$/.test(presignQuery(request, context));
    const finding = 'X-Amz-Signature must be the last parameter of the query.';
    expect(unless(isLast, finding)).toHaveNoFindings();
  });

  test('lets a URL live for an hour unless told otherwise', () => {
    const { request, context } = vectorNamed('get-vanilla');
    const query = presignQuery(request, { ...context, expiresIn: undefined });
    expect(query).toBeText(presignQuery(request, { ...context, expiresIn: 3600 }));
  });
});

describe('presignQuery with requests made for this run', () => {
  test.each(generatedVectors())('$name', (vector) => {
    const query = presignQuery(vector.request, vector.context);
    expect(inspectOwn(vector.request.query, query)).toHaveNoFindings();
    expect(added(vector, query)).toMatchVector(vector, 'query', 'signed-query');
  });
});

describe('presignUrl', () => {
  const { request, context } = vectorNamed('get-vanilla');

  test('is the address of the request with the signed query', () => {
    const url = presignUrl(request, context);
    expect(url).toBeText(`https://example.amazonaws.com/?${presignQuery(request, context)}`);
  });

  test('keeps the port that the Host header has', () => {
    const local = { ...request, headers: [['Host', '127.0.0.1:4566']] as [string, string][] };
    const url = presignUrl(local, context, 'http');
    expect(url).toBeText(`http://127.0.0.1:4566/?${presignQuery(local, context)}`);
  });
});

describe('presignQuery refuses', () => {
  const { request, context } = vectorNamed('get-vanilla');

  test.each([0, -1, 604_801, 1.5, Number.NaN])(
    'to let a URL live for %d seconds',
    async (expiresIn) => {
      const sign = () => presignQuery(request, { ...context, expiresIn });
      const what = `expiresIn ${expiresIn}`;
      expect(await inspectRefusal(what, /expiresIn.*604800/, sign)).toHaveNoFindings();
    },
  );

  test.each<[string, Partial<HttpRequest>, RegExp]>([
    ['a request without Host', { headers: [] }, /Host/],
    ['a malformed % escape', { path: '/%' }, /path.*position 1/],
  ])('%s', async (what, bad, reason) => {
    const sign = () => presignQuery({ ...request, ...bad }, context);
    expect(await inspectRefusal(what, reason, sign)).toHaveNoFindings();
  });
});
