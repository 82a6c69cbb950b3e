import { type Mode, vectorNamed } from '../sigv4/vectors';
import { explain } from './explain';

/** The body of a refusal, as API Gateway writes it. */
function refusalOf(name: string, mode: Mode = 'header'): string {
  const { canonicalRequest, stringToSign } = vectorNamed(name).figures[mode];
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS ' +
    'Secret Access Key and signing method. Consult the service documentation for details.\n\n' +
    `The Canonical String for this request should have been\n'${canonicalRequest}'\n\n` +
    `The String-to-Sign should have been\n'${stringToSign}'\n`;
  return JSON.stringify({ message });
}

/** A line of the explanation without the blanks that make columns of it. */
const rows = (text: string) => text.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));

describe('explain', () => {
  test('shows what AWS computed with the name of each part, and what to compare', () => {
    const text = explain(refusalOf('get-vanilla'));
    const { canonicalRequest, stringToSign } = vectorNamed('get-vanilla').figures.header;
    expect(rows(text).slice(0, 1)).toEqual([
      '403 The request signature we calculated does not match',
    ]);
    const canonical = rows(text).indexOf('The canonical request');
    expect(rows(text).slice(canonical + 1, canonical + 9)).toEqual([
      'HTTP method | GET',
      'canonical URI | /',
      'canonical query string | (an empty line)',
      'canonical headers | host:example.amazonaws.com',
      'x-amz-date:20150830T123600Z',
      'blank line after the canonical headers | (an empty line)',
      'signed headers | host;x-amz-date',
      `payload hash | ${canonicalRequest.split('\n').at(-1)}`,
    ]);
    const toSign = rows(text).indexOf('The string to sign');
    expect(rows(text).slice(toSign + 1, toSign + 5)).toEqual([
      'algorithm | AWS4-HMAC-SHA256',
      'timestamp | 20150830T123600Z',
      'credential scope | 20150830/us-east-1/service/aws4_request',
      `hash of the canonical request | ${stringToSign.split('\n').at(-1)}`,
    ]);
    expect(text).toContain('What to compare\n  1. ');
  });

  test.each(['header', 'query'] as const)('shows no session token, in %s form', (mode) => {
    const vector = vectorNamed('get-vanilla-with-session-token');
    const token = vector.context.credentials.sessionToken ?? '';
    const text = explain(refusalOf(vector.name, mode));
    expect(text).toMatch(/X-Amz-Security-Token[:=]\(a token of 64 characters\)/i);
    expect(text).not.toContain(token);
  });

  test('reads what curl -i prints', () => {
    const text = `HTTP/2 403 Forbidden\ncontent-type: application/json\n\n${refusalOf('get-vanilla')}\n`;
    expect(explain(text)).toBe(explain(refusalOf('get-vanilla')));
  });

  test.each([
    ['a path that was sent encoded', refusalOf('path-encoded-space'), /signed as %2520/],
    ['an empty body', refusalOf('get-vanilla'), /AWS received none/],
    [
      'a copy that has lost spaces',
      refusalOf('get-header-value-trim').replace('"a b c', '"a  b c').replace('a b c', 'abc'),
      /lost when it was copied/,
    ],
  ])('notes %s', (_, text, expected) => expect(explain(text)).toMatch(expected));

  test('says nothing of the kind where it does not apply', () => {
    expect(explain(refusalOf('api-post-json'))).not.toContain('Note:');
  });

  test('gives cause and remedy of another refusal', () => {
    const text = explain('{"message":"Missing Authentication Token"}');
    expect(text).toMatch(/^403 Missing Authentication Token\n {2}The cause: .+\n {2}The remedy: /);
    expect(text).not.toContain('AWS computed');
  });

  test('tells both statuses that have the same words', () => {
    const text = explain('{"message": "Internal server error"}');
    expect(text).toContain('502 Internal server error');
    expect(text).toContain('500 Internal server error');
  });

  test.each([
    ['Hello from Lambda!', /^No refusal of API Gateway is known that says: Hello from Lambda!\n/],
    ['', /^There is no text to explain\./],
  ])('says that %j is none', (text, expected) => expect(explain(text)).toMatch(expected));
});
