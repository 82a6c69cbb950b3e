import fc from 'fast-check';
import { IntegrationFailure } from './outcome';
import { parseProxyResponse } from './proxy-response';

const parse = (result: unknown, acceptsBinary = false) =>
  parseProxyResponse(JSON.stringify(result), acceptsBinary);

describe('parseProxyResponse', () => {
  test('reads status, headers and body', () => {
    const result = { statusCode: 201, headers: { 'X-Count': 3, 'X-Done': true }, body: 'made' };
    expect(parse(result)).toEqual({
      status: 201,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Count', '3'],
        ['X-Done', 'true'],
      ],
      body: 'made',
    });
  });

  test('{} is 200 with an empty body', () => {
    expect(parse({})).toMatchObject({ status: 200, body: '' });
  });

  test('members that are null count as absent', () => {
    const result = { statusCode: null, headers: null, multiValueHeaders: null, body: null };
    expect(parse(result)).toMatchObject({ status: 200, body: '' });
  });

  test('a status code may be a text of digits', () => {
    expect(parse({ statusCode: '404' }).status).toBe(404);
  });

  test('a content type of the function replaces the default', () => {
    const { headers } = parse({ headers: { 'content-type': 'text/plain' } });
    expect(headers).toEqual([['content-type', 'text/plain']]);
  });

  test('multiValueHeaders and headers are merged, an equal pair standing once', () => {
    const result = {
      headers: { 'X-A': '1', 'X-B': '3', 'Content-Type': 'text/plain' },
      multiValueHeaders: { 'x-a': ['1', '2'] },
    };
    expect(parse(result).headers).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
      ['Content-Type', 'text/plain'],
    ]);
  });

  test('base64 is decoded only for a caller that accepts binary', () => {
    const result = { body: 'aGk=', isBase64Encoded: true };
    expect(parse(result, true).body).toEqual(Buffer.from('hi'));
    expect(parse(result, false).body).toBe('aGk=');
  });

  test.each([
    ['nothing', null],
    ['a text', 'hello'],
    ['a list', []],
    ['an unknown member', { statusCode: 200, message: 'hi' }],
    ['a member named like one of Object', { constructor: 'hi' }],
    ['a body that is an object', { statusCode: 200, body: { a: 1 } }],
    ['a status code in words', { statusCode: 'ok' }],
    ['a status code out of range', { statusCode: 99 }],
    ['headers that are a list', { headers: ['a'] }],
    ['a header that is an object', { headers: { a: {} } }],
    ['a header value with a line break', { headers: { a: 'b\r\nSet-Cookie: c' } }],
    ['a header name with a space', { headers: { 'a b': 'c' } }],
    ['single values in multiValueHeaders', { multiValueHeaders: { a: 'b' } }],
    ['isBase64Encoded in words', { isBase64Encoded: 'yes' }],
  ])('%s is malformed', (_, result) => {
    const failure = expect.objectContaining({ answer: 'malformed-proxy-response' });
    expect(() => parse(result)).toThrow(failure);
  });

  test('every text gives a response or is malformed, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (payload) => {
        try {
          return Number.isInteger(parseProxyResponse(payload, false).status);
        } catch (error) {
          return error instanceof IntegrationFailure;
        }
      }),
    );
  });
});
