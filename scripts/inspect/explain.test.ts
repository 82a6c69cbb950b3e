import { type Mode, vectorNamed } from '../sigv4/vectors';
import { renderReport } from '../terminal/report/render';
import { plain } from '../terminal/screen';
import { explain as explainPasted } from './explain';

/** The explanation as it is shown. */
const explain = (text: string, now?: Date) =>
  renderReport(explainPasted(text, now), { columns: 500, style: plain });

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
      'FAIL | 403 The request signature we calculated does not match',
    ]);
    const canonical = rows(text).indexOf(
      'The canonical request that AWS computed from the request as it arrived',
    );
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
    const toSign = rows(text).indexOf(
      'The string to sign that AWS computed from the request as it arrived',
    );
    expect(rows(text).slice(toSign + 1, toSign + 5)).toEqual([
      'algorithm | AWS4-HMAC-SHA256',
      'timestamp | 20150830T123600Z',
      'credential scope | 20150830/us-east-1/service/aws4_request',
      `hash of the canonical request | ${stringToSign.split('\n').at(-1)}`,
    ]);
    expect(text).toContain('What to compare\n1.  ');
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
    ['a path that was sent encoded', refusalOf('path-encoded-space'), /signed\s+as %2520/],
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
    expect(text).toMatch(
      /^FAIL {2}403 Missing Authentication Token\n {6}The call is not signed.*\n\n-> sign it/,
    );
    expect(text).not.toContain('AWS computed');
  });

  test('tells both statuses that have the same words', () => {
    const text = explain('{"message": "Internal server error"}');
    expect(text).toContain('502 Internal server error');
    expect(text).toContain('With status 500, Internal server error has another cause');
  });

  test.each([
    ['Hello from Lambda!', /^\? {5}No known error of API Gateway says: Hello from Lambda!\n/],
    ['', /^\? {5}There is no text to explain\./],
  ])('says that %j is none', (text, expected) => expect(explain(text)).toMatch(expected));

  const now = new Date('2026-03-01T12:01:00Z');
  const authorization =
    'Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/us-east-1/execute-api/aws4_request, ' +
    `SignedHeaders=x-amz-date;host, Signature=${'a'.repeat(64)}`;
  const url = 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/dev/';

  test('names what is wrong with a curl line, the first mistake at the head', () => {
    const line = `curl -H 'X-Amz-Date: 20260301T120000Z' -H '${authorization}' ${url}`;
    const text = explain(line, now);
    expect(text).toMatch(
      /^FAIL {2}This curl line would be refused\.\n {6}It is signed for the region us-east-1/,
    );
    expect(text).toContain('FAIL  The signed headers are not sorted');
    expect(text).toContain('scope           20260301/us-east-1/execute-api/aws4_request');
  });

  test('says what cannot be seen of a request that looks right, and shows no token', () => {
    const right = authorization
      .replace('us-east-1', 'eu-central-1')
      .replace('x-amz-date;host', 'host;x-amz-date');
    const headers = `${right}\nX-Amz-Date: 20260301T120000Z\nX-Amz-Security-Token: IQoJ`;
    const text = explain(headers, now);
    expect(text).toMatch(/^\? {5}Nothing wrong can be seen in this Authorization header\./);
    expect(text).toContain('cannot be seen without the secret key');
    expect(text).not.toContain('IQoJ');
  });

  test('says that an address without a signature is not signed', () => {
    expect(explain(url)).toContain('FAIL  This presigned URL is not signed.');
  });
});
