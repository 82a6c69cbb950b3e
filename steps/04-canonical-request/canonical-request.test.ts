import { deepFreeze, vectorsToCheck } from '../../scripts/jest/check-vectors';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { MODES, type Mode, requestToSign, type Vector } from '../../scripts/sigv4/vectors';
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  headersToSign,
  payloadHash,
  signedHeaders,
  uriEncode,
} from './canonical-request';

const vectors = vectorsToCheck();
const bothForms = vectors.flatMap((vector) =>
  MODES.map((mode) => ({ name: vector.name, vector, mode })),
);

/** The first vector for each different input: one mistake should not fail a hundred times. */
function distinct(inputOf: (vector: Vector) => unknown): Vector[] {
  const inputs = vectors.map((vector) => JSON.stringify(inputOf(vector)));
  return vectors.filter((_, index) => inputs.indexOf(inputs[index] ?? '') === index);
}

/** The request of a vector with what signing adds, which the function may not change. */
const toSign = (vector: Vector, mode: Mode) => deepFreeze(requestToSign(vector, mode));

/** Vectors with a single query parameter: what they have to be encoded to is in them alone. */
const withOneParameter = distinct(({ request }) => request.query).filter(({ request }) =>
  /^[^&=]+=[^&]*$/.test(request.query),
);

// Vectors come first: where one of them fails, the mistake can be named.
describe('uriEncode', () => {
  test.each(withOneParameter)('$name', (vector) => {
    const { query } = vector.request;
    const equals = query.indexOf('=');
    const texts = [query.slice(0, equals), query.slice(equals + 1)].map(decodeURIComponent);
    const encoded = () => texts.map(uriEncode).join('=');
    expect(encoded).toMatchVector(vector, 'header', 'uri-encode');
  });

  test.each([
    ['leaves unreserved characters alone', 'AZaz09-._~', 'AZaz09-._~'],
    ['encodes a slash', 'a/b', 'a%2Fb'],
    ['encodes a space as %20, never as +', 'a b', 'a%20b'],
    ['encodes a percent sign', '100%', '100%25'],
    ["encodes !'()*, which encodeURIComponent leaves", "!'()*", '%21%27%28%29%2A'],
    ['encodes each byte of UTF-8, in capitals', 'ሴ', '%E1%88%B4'],
    ['encodes characters beyond the BMP', '😀', '%F0%9F%98%80'],
    ['writes two digits for each byte', '\t\n', '%09%0A'],
    ['keeps the spaces at both ends', ' a ', '%20a%20'],
    ['keeps a letter and its accent apart', 'e\u0301', 'e%CC%81'],
    ['and an accented letter in one', '\u00e9', '%C3%A9'],
  ])('%s', (_, text, encoded) => {
    expect(() => uriEncode(text)).toBeText(encoded, `"${text}"`);
  });
});

describe('canonicalUri', () => {
  const paths = distinct(({ request, context }) => [request.path, context.options.normalizePath]);
  test.each(paths)('$name', (vector) => {
    const { request, context } = vector;
    const uri = () => canonicalUri(request.path, context.options.normalizePath);
    expect(uri).toMatchVector(vector, 'header', 'canonical-uri');
  });

  test('keeps a raw letter and its accent apart', () => {
    const path = '/e\u0301';
    expect(() => canonicalUri(path, true)).toBeText('/e%CC%81', `path "${path}"`);
  });

  test('encodes characters of a URL that arrive as they are', () => {
    const path = '/a#b?c[d]';
    expect(() => canonicalUri(path, true)).toBeText('/a%23b%3Fc%5Bd%5D', `path "${path}"`);
  });

  test.each([true, false])('writes / for an empty path, normalize %s', (normalize) => {
    expect(() => canonicalUri('', normalize)).toBeText('/', `path "", normalize ${normalize}`);
  });
});

describe('canonicalQuery', () => {
  test.each(distinct(({ request }) => request.query))('$name', (vector) => {
    const query = () => canonicalQuery(vector.request.query);
    expect(query).toMatchVector(vector, 'header', 'canonical-query');
  });

  // No vector holds one, since signers differ; API Gateway reads a space.
  test('reads a + that arrives as a space', () => {
    expect(() => canonicalQuery('a=1+2')).toBeText('a=1%202', 'query "a=1+2"');
    expect(() => canonicalQuery('a=1+2+3')).toBeText('a=1%202%203', 'query "a=1+2+3"');
  });

  // No HTTP client sends one; if one arrives, what follows it must not be lost.
  test('encodes a # that arrives as it is', () => {
    expect(() => canonicalQuery('a=1#2&b=3')).toBeText('a=1%232&b=3', 'query "a=1#2&b=3"');
  });

  test('keeps the spaces around a value', () => {
    expect(() => canonicalQuery('a=%20b%20')).toBeText('a=%20b%20', 'query "a=%20b%20"');
  });
});

const withHeaders = distinct(({ request }) => request.headers);

/** Headers as text to compare. */
const lines = (headers: [string, string][]) =>
  headers.map(([name, value]) => `${name}:${value}`).join('\n');

describe('headersToSign', () => {
  test.each(withHeaders)('$name', (vector) => {
    const headers = () => `${lines(headersToSign(toSign(vector, 'header').headers))}\n`;
    expect(headers).toMatchVector(vector, 'header', 'headers-to-sign');
  });

  test.each([
    ['lower-cases the names', [['Host', 'a']], [['host', 'a']]],
    [
      'sorts by name',
      [
        ['b', '1'],
        ['A', '2'],
      ],
      [
        ['a', '2'],
        ['b', '1'],
      ],
    ],
    ['trims the values', [['a', ' \t1 ']], [['a', '1']]],
    ['makes one space of several', [['a', '1  \t 2']], [['a', '1 2']]],
    ['does so within quotes too', [['a', '"1  2"']], [['a', '"1 2"']]],
    [
      'joins the values of a repeated header as they come',
      [
        ['a', '2'],
        ['A', '1'],
      ],
      [['a', '2,1']],
    ],
    ['unfolds a folded value', [['a', '1\n  2']], [['a', '1 2']]],
    [
      'leaves out what may change on the way',
      [
        ['User-Agent', 'x'],
        ['Connection', 'y'],
      ],
      [],
    ],
    [
      'keeps the comma behind a first value that is empty',
      [
        ['a', ''],
        ['a', '1'],
      ],
      [['a', ',1']],
    ],
    [
      'leaves a space that cannot break as it is',
      [['a', '1\u00a0\u00a02']],
      [['a', '1\u00a0\u00a02']],
    ],
    [
      'signs all that does not change on the way',
      [
        ['Accept', '1'],
        ['Cookie', '2'],
        ['If-Match', '3'],
        ['Range', '4'],
      ],
      [
        ['accept', '1'],
        ['cookie', '2'],
        ['if-match', '3'],
        ['range', '4'],
      ],
    ],
    [
      'signs a header that is named as a member of objects',
      [['Constructor', '1']],
      [['constructor', '1']],
    ],
    ['keeps the port of the Host, the default one too', [['Host', 'a:443']], [['host', 'a:443']]],
  ] as [string, [string, string][], [string, string][]][])('%s', (_, headers, expected) => {
    const given = headers.map(([name, value]) => `"${name}: ${value}"`).join(', ');
    const toSign = () => lines(headersToSign(deepFreeze(headers)));
    expect(toSign).toBeText(lines(expected), given);
  });
});

describe('canonicalHeaders', () => {
  test.each(withHeaders)('$name', (vector) => {
    const headers = headersToSign(toSign(vector, 'header').headers);
    expect(() => canonicalHeaders(headers)).toMatchVector(vector, 'header', 'canonical-headers');
  });
});

describe('signedHeaders', () => {
  test.each(withHeaders)('$name', (vector) => {
    const headers = headersToSign(toSign(vector, 'header').headers);
    expect(() => signedHeaders(headers)).toMatchVector(vector, 'header', 'signed-headers');
  });
});

describe('payloadHash', () => {
  test.each(distinct(({ request, context }) => [request.body, context.options.signBody]))(
    '$name',
    (vector) => {
      const { request, context } = vector;
      const hash = () => payloadHash(context.options.signBody ? request.body : '');
      expect(hash).toMatchVector(vector, 'header', 'payload-hash');
    },
  );
});

describe('canonicalRequest', () => {
  test.each(bothForms)('$name, $mode form', ({ vector, mode }) => {
    const text = () => canonicalRequest(toSign(vector, mode), vector.context.options);
    expect(text).toMatchVector(vector, mode, 'canonical-request');
  });

  test('requests made for this run', () => {
    for (const vector of generatedVectors()) {
      const text = () => canonicalRequest(toSign(vector, 'header'), vector.context.options);
      expect(text).toMatchVector(vector, 'header', 'canonical-request');
    }
  });
});
