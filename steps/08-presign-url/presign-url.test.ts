import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { parameterLines } from '../../scripts/jest/matchers';
import { allVectors, type Vector, vectorNamed } from '../../scripts/sigv4/vectors';
import { presignQuery, presignUrl } from './presign-url';

const vectors = allVectors();

/** The parameters that signing added, behind the request's own. */
function added({ request, context }: Vector): string {
  const query = presignQuery(request, context);
  return parameterLines(request.query === '' ? query : query.slice(request.query.length + 1));
}

describe('presignQuery', () => {
  it.each(vectors)('$name', (vector) => {
    expect(added(vector)).toMatchVector(vector, 'query', 'signed-query');
  });

  it('leaves the request’s own parameters as they are, in front', () => {
    const { request, context } = vectorNamed('get-vanilla-query-order-key-case');
    expect(presignQuery(request, context)).toMatch(/^Param2=value2&Param1=value1&X-Amz-/);
  });

  it('puts the signature last', () => {
    const { request, context } = vectorNamed('get-vanilla');
    expect(presignQuery(request, context)).toMatch(/&X-Amz-Signature=[0-9a-f]{64}$/);
  });

  it('lets a URL live for an hour unless told otherwise', () => {
    const { request, context } = vectorNamed('get-vanilla');
    const query = presignQuery(request, { ...context, expiresIn: undefined });
    expect(query).toBeText(presignQuery(request, { ...context, expiresIn: 3600 }));
  });
});

describe('presignQuery with requests made for this run', () => {
  it.each(generatedVectors())('$name', (vector) => {
    expect(added(vector)).toMatchVector(vector, 'query', 'signed-query');
  });
});

describe('presignUrl', () => {
  const { request, context } = vectorNamed('get-vanilla');

  it('is the address of the request with the signed query', () => {
    const url = presignUrl(request, context);
    expect(url).toBeText(`https://example.amazonaws.com/?${presignQuery(request, context)}`);
  });

  it('keeps the port that the Host header has', () => {
    const local = { ...request, headers: [['Host', '127.0.0.1:4566']] as [string, string][] };
    expect(presignUrl(local, context, 'http')).toMatch(/^http:\/\/127\.0\.0\.1:4566\/\?X-Amz-/);
  });
});

describe('presignQuery refuses', () => {
  const { request, context } = vectorNamed('get-vanilla');

  it.each([0, -1, 604_801, 1.5, Number.NaN])('to let a URL live for %d seconds', (expiresIn) => {
    expect(() => presignQuery(request, { ...context, expiresIn })).toThrow(/expiresIn.*604800/);
  });

  it('a request without Host', () => {
    expect(() => presignQuery({ ...request, headers: [] }, context)).toThrow(/Host/);
  });

  it('a malformed % escape', () => {
    expect(() => presignQuery({ ...request, path: '/%' }, context)).toThrow(/path.*position 1/);
  });
});
