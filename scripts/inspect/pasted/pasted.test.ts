import { readPasted } from './read-pasted';
import { remarksOn } from './remarks';
import { signedPartsOf } from './signed-parts';

const NOW = new Date('2026-03-01T12:01:00Z');
const SIGNATURE = 'a'.repeat(64);
const SCOPE = '20260301/eu-central-1/execute-api/aws4_request';
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=${SIGNATURE}`;
const HOST = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const CURL = `curl -H 'X-Amz-Date: 20260301T120000Z' -H 'Authorization: ${AUTHORIZATION}' https://${HOST}/dev/`;
const PRESIGNED =
  `https://${HOST}/dev/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F${SCOPE.replaceAll('/', '%2F')}` +
  `&X-Amz-Date=20260301T120000Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=${SIGNATURE}`;

/** Everything that is said about a pasted text. */
function causesOf(text: string, now = NOW): string[] {
  const pasted = readPasted(text);
  if (pasted.kind === 'answer') throw new Error(`Read as an answer: ${text}`);
  const parts = signedPartsOf(pasted.request);
  if (!parts) throw new Error(`No signature was found in ${text}`);
  return remarksOn(pasted.request, parts, now).map(({ cause }) => cause);
}

test('a curl line is read as a shell and curl take it', () => {
  const line =
    `$ curl -sS -o out.txt --request PUT \\\n  -H 'Content-Type: text/plain' -H"X-Token: $TOKEN" \\\n` +
    `  --data-raw '{"a": "b c"}' 'https://${HOST}/dev/a%20b//c?x=1&y=#z' | jq .`;
  expect(readPasted(line)).toEqual({
    kind: 'curl line',
    request: {
      method: 'PUT',
      host: HOST,
      path: '/dev/a%20b//c',
      query: 'x=1&y=',
      headers: [
        ['Content-Type', 'text/plain'],
        ['X-Token', '$TOKEN'],
      ],
      body: '{"a": "b c"}',
    },
  });
});

test.each([
  [`curl ${HOST}`, { method: 'GET', path: '/', query: '' }],
  [`curl -d a=b ${HOST}/x`, { method: 'POST', body: 'a=b' }],
  [`curl -d a=b -X PATCH ${HOST}/x`, { method: 'PATCH' }],
  [`curl -XDELETE ${HOST}/x`, { method: 'DELETE' }],
  [`curl --data @body.json ${HOST}/x`, { method: 'POST', body: undefined }],
  // Without quotes, a shell ends the command at the ampersand.
  [`curl ${HOST}/x?a=1&b=2`, { path: '/x', query: 'a=1' }],
])('%s', (line, expected) => {
  expect(readPasted(line)).toMatchObject({ kind: 'curl line', request: expected });
});

test('a request as it is sent is read with its host, headers and body', () => {
  const text = `POST /dev/?a=1 HTTP/1.1\r\nHost: ${HOST}\r\nAuthorization: ${AUTHORIZATION}\r\n\r\n{}\n\n{}`;
  expect(readPasted(text)).toEqual({
    kind: 'request',
    request: {
      method: 'POST',
      host: HOST,
      path: '/dev/',
      query: 'a=1',
      headers: [
        ['Host', HOST],
        ['Authorization', AUTHORIZATION],
      ],
      body: '{}\n\n{}',
    },
  });
});

test.each([
  '{"message":"Missing Authentication Token"}',
  'HTTP/1.1 403 Forbidden\nx-amzn-ErrorType: InvalidSignatureException\n\n{"message":"…"}',
  'The request signature we calculated does not match: see https://docs.aws.amazon.com',
  'x-amz-date: 20260301T120000Z',
  '',
])('%j is an answer', (text) => {
  expect(readPasted(text)).toEqual({ kind: 'answer', text });
});

test('the signature is found in a header in any order, and in a presigned URL', () => {
  const shuffled = `SignedHeaders=host, x-amz-date, Signature=${SIGNATURE}, Credential=AKIDEXAMPLE/${SCOPE}`;
  expect(signedPartsOf({ headers: [['authorization', shuffled]] })).toEqual({
    form: 'header',
    algorithm: undefined,
    credential: `AKIDEXAMPLE/${SCOPE}`,
    signedHeaders: 'host, x-amz-date',
    signature: SIGNATURE,
    date: undefined,
    hasToken: false,
  });
  const url = readPasted(PRESIGNED);
  expect(url.kind === 'presigned URL' && signedPartsOf(url.request)).toEqual({
    form: 'query',
    algorithm: 'AWS4-HMAC-SHA256',
    credential: `AKIDEXAMPLE/${SCOPE}`,
    signedHeaders: 'host',
    signature: SIGNATURE,
    date: '20260301T120000Z',
    expires: '300',
    hasToken: false,
  });
  expect(signedPartsOf({ headers: [], query: 'a=b' })).toBeUndefined();
});

test('a request that is well formed gets no remark', () => {
  expect(causesOf(CURL)).toEqual([]);
  expect(causesOf(PRESIGNED)).toEqual([]);
  // Alone, the header cannot say what else is sent: only the date is missed.
  expect(causesOf(AUTHORIZATION)).toEqual(['X-Amz-Date is missing from what you pasted.']);
});

test.each<[string, string, string]>([
  ['AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA512', 'The algorithm is AWS4-HMAC-SHA512'],
  [`, Signature=${SIGNATURE}`, '', 'Signature is missing.'],
  ['SignedHeaders=host;x-amz-date, ', '', 'SignedHeaders is missing.'],
  ['AKIDEXAMPLE/', '', 'The credential has 4 parts'],
  ['X-Amz-Date: 20260301T120000Z', 'Accept: */*', 'X-Amz-Date is missing'],
  ['20260301T120000Z', '2026-03-01T12:00:00Z', 'The timestamp 2026-03-01T12:00:00Z'],
  ['=host;x-amz-date', '=x-amz-date', 'The Host header is not among'],
  ['AKIDEXAMPLE', 'ASIAEXAMPLE', 'no session token is sent'],
  ['20260301T120000Z', '20260301T115559Z', 'It was signed at 20260301T115559Z'],
  ['20260301T120000Z', '20260301T120601Z', 'more than five minutes from now'],
  ['/execute-api/', '/apigateway/', 'signed for the service apigateway'],
  ['/eu-central-1/', '/us-east-1/', 'signed for the region us-east-1'],
  ['aws4_request', 'aws4request', 'ends with "aws4request"'],
  ['20260301/', '20260302/', 'The credential scope has the date 20260302'],
  ['host;x-amz-date', 'Host;X-Amz-Date', 'has capital letters'],
  ['host;x-amz-date', 'x-amz-date;host', 'not sorted: x-amz-date;host'],
  ['host;x-amz-date', 'host,x-amz-date', 'joined by commas'],
  [SIGNATURE, SIGNATURE.toUpperCase(), 'it has capital letters'],
  [SIGNATURE, `${'a'.repeat(43)}=`, 'it looks like base64'],
  ['host;x-amz-date', 'content-type;host;x-amz-date', 'signed but not sent: content-type'],
  ['curl', `curl -d x -H 'X-Amz-Content-Sha256: ${SIGNATURE}'`, 'is not the hash of the body'],
  ['curl', `curl -H 'Host: example.com'`, 'The Host header is example.com'],
  ['/dev/', '/dev/?q=a+b', 'raw "+"'],
])('%s → %s', (from, to, cause) => {
  expect(causesOf(CURL.replace(from, to))).toContainEqual(expect.stringContaining(cause));
});

test('a presigned URL is valid for as long as it says', () => {
  expect(causesOf(PRESIGNED, new Date('2026-03-01T12:05:01Z'))).toEqual(['The URL has expired.']);
  expect(causesOf(PRESIGNED.replace('=300', '=604801'))).toEqual(['X-Amz-Expires is 604801.']);
});
