import { unless } from '../../scripts/inspect/findings';
import { inFront, inspectOwnParameters, inspectUrl } from '../../scripts/inspect/presigned-url';
import { calling } from '../../scripts/jest/call';
import { vectorsToCheck, vectorToCheck } from '../../scripts/jest/check-vectors';
import { inspectRefusal, messageOf } from '../../scripts/jest/complaint';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { parameterLines } from '../../scripts/jest/matchers';
import { secretsIn } from '../../scripts/jest/secrets';
import { tracing } from '../../scripts/jest/trace';
import type { Vector } from '../../scripts/sigv4/vectors';
import * as step04 from '../04-canonical-request/canonical-request';
import type { Header, HttpRequest } from '../04-canonical-request/signing-input';
import * as step05 from '../05-string-to-sign/string-to-sign';
import { presignQuery, presignUrl } from './presign-url';

const vectors = vectorsToCheck();

/** What presignQuery returns, once it is text. */
function queryOf({ name, request, context }: Vector): string {
  const query: unknown = calling(() => presignQuery(request, context), [name]);
  const finding = `presignQuery returned ${typeof query}; it must return text.`;
  expect(unless(typeof query === 'string', finding)).toHaveNoFindings();
  return query as string;
}

/** Compares all of the signed query: the request's own part, and what signing added behind it. */
function expectSigned(vector: Vector): void {
  const { query: own } = vector.request;
  const { result: query, trace } = tracing([step04, step05], () => queryOf(vector));
  expect(inspectOwnParameters(query, own)).toHaveNoFindings();
  const added = parameterLines(query.slice(inFront(own).length));
  expect(added).toMatchVector(vector, 'query', 'signed-query', trace);
}

describe('presignQuery', () => {
  test.each(vectors)('$name', (vector) => expectSigned(vector));

  test('puts the signature last', () => {
    const { request, context } = vectorToCheck('get-vanilla');
    const isLast = /&X-Amz-Signature=[0-9a-f]{64}$/.test(presignQuery(request, context));
    const finding = 'X-Amz-Signature must be the last parameter of the query.';
    expect(unless(isLast, finding)).toHaveNoFindings();
  });

  test('lets a URL live for an hour unless told otherwise', () => {
    const { request, context } = vectorToCheck('get-vanilla');
    const query = () => presignQuery(request, { ...context, expiresIn: undefined });
    expect(query).toBeText(presignQuery(request, { ...context, expiresIn: 3600 }));
  });

  test('requests made for this run', () => {
    for (const vector of generatedVectors()) expectSigned(vector);
  });
});

/** The first vector for each different host, path and query, which alone the URL is made of. */
const targets = vectors.filter(
  (vector, index) => vectors.findIndex((other) => targetOf(other) === targetOf(vector)) === index,
);

function targetOf({ request }: Vector): string {
  return JSON.stringify([hostOf(request), request.path, request.query]);
}

function hostOf({ headers }: HttpRequest): string {
  return headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim() ?? '';
}

describe('presignUrl', () => {
  /** Compares the whole URL with the signed query, which is right by then. */
  function expectUrl(vector: Vector, protocol?: 'http'): void {
    const { name, request, context } = vector;
    const url = calling(() => presignUrl(request, context, protocol), [name]);
    const { path } = request;
    const parts = { protocol: protocol ?? 'https', host: hostOf(request), path };
    expect(inspectUrl(url, { ...parts, query: queryOf(vector) })).toHaveNoFindings();
  }

  test.each(targets)('is the address of the request with the signed query: $name', (vector) => {
    expectUrl(vector);
  });

  const vector = vectorToCheck('get-vanilla');
  const withHosts = (...headers: Header[]) => ({
    ...vector,
    request: { ...vector.request, headers },
  });

  test('keeps the port that the Host header has', () => {
    expectUrl(withHosts(['Host', '127.0.0.1:4566']), 'http');
  });

  test('finds Host whatever the case of its name, and trims its value', () => {
    expectUrl(withHosts(['X-First', 'a'], ['host', ' example.amazonaws.com ']));
    expectUrl(withHosts(['HOST', 'example.amazonaws.com:443']));
  });

  test('requests made for this run', () => {
    for (const vector of generatedVectors()) expectUrl(vector);
  });
});

describe('presignQuery refuses', () => {
  const { request, context } = vectorToCheck('get-vanilla');

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
    const told = secretsIn((await messageOf(sign)) ?? '');
    expect(told.map((name) => `The error tells the ${name}.`)).toHaveNoFindings();
  });
});
