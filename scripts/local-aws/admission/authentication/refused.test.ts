import { ManualClock } from '../../account/clock';
import { iamState } from '../../identity/iam-state';
import { issueSession } from '../../services/sts/sessions';
import {
  account,
  admin,
  cloud,
  EXPECTED,
  HOST,
  presigned,
  received,
  ruleBrokenBy,
  SESSION,
  signed,
  withHeader,
  withoutHeader,
} from '../../testing/signing';
import { authenticate } from '.';

describe('a signature that breaks a rule', () => {
  const authorization = (value: string) =>
    received({
      headers: [
        ['host', HOST],
        ['x-amz-date', '20260131T120000Z'],
        ['authorization', value],
      ],
    });
  const CREDENTIAL = 'AKIA/20260131/ap-northeast-1/execute-api/aws4_request';

  test.each([
    ['missing-authorization', received({ headers: [['host', HOST]] })],
    ['not-key-value', authorization('Bearer abc')],
    ['not-key-value', authorization('AWS4-HMAC-SHA256 nonsense')],
    ['unsupported-algorithm', authorization(`AWS4-ECDSA-P256-SHA256 Credential=${CREDENTIAL}`)],
    ['missing-parts', authorization(`AWS4-HMAC-SHA256 Credential=${CREDENTIAL}`)],
    [
      'malformed-credential',
      authorization('AWS4-HMAC-SHA256 Credential=AKIA/x, SignedHeaders=host, Signature=00'),
    ],
    ['missing-parameters', received({ query: 'X-Amz-Algorithm=AWS4-HMAC-SHA256' })],
  ])('is refused as %s', async (rule, request) => {
    expect(await ruleBrokenBy(request)).toBe(rule);
  });

  test('names every part that is missing', async () => {
    const request = received({ headers: [['authorization', 'AWS4-HMAC-SHA256 Foo=1']] });
    expect(await authenticate(request, cloud, EXPECTED)).toMatchObject({
      refusal: { missing: ['Credential', 'Signature', 'SignedHeaders', 'Date'] },
    });
  });

  test('is refused for another service, region or terminator', async () => {
    expect(await ruleBrokenBy(await signed({ service: 'lambda' }))).toBe('wrong-service');
    expect(await ruleBrokenBy(await signed({ region: 'us-east-1' }))).toBe('wrong-region');
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('aws4_request', 'aws5_request'),
    );
    expect(await ruleBrokenBy(request)).toBe('wrong-terminator');
  });

  test('is refused when the host is not among the signed headers', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('SignedHeaders=host;', 'SignedHeaders='),
    );
    expect(await ruleBrokenBy(request)).toBe('host-not-signed');
  });

  test('is refused for a key that is not on file', async () => {
    const credentials = { ...admin, accessKeyId: 'AKIAUNKNOWN' };
    expect(await ruleBrokenBy(await signed({ credentials }))).toBe('unknown-key');
  });

  test('is refused for a temporary key without its token, or with that of another', async () => {
    const one = issueSession(account, SESSION);
    const other = issueSession(account, SESSION);
    const { accessKeyId, secretAccessKey } = one;
    const without = await signed({ credentials: { accessKeyId, secretAccessKey } });
    expect(await ruleBrokenBy(without)).toBe('unknown-key');
    const sessionToken = other.sessionToken;
    const swapped = await signed({ credentials: { accessKeyId, secretAccessKey, sessionToken } });
    expect(await ruleBrokenBy(swapped)).toBe('unknown-key');
  });

  test('is refused for a key of a user that comes with a token', async () => {
    const credentials = { ...admin, sessionToken: 'undefined' };
    expect(await ruleBrokenBy(await signed({ credentials }))).toBe('unknown-key');
  });

  test('is refused with a wrong secret, and the evidence shows what was verified', async () => {
    const request = await signed({ credentials: { ...admin, secretAccessKey: 'wrong' } });
    const result = await authenticate(request, cloud, EXPECTED);
    expect(result).toMatchObject({ refusal: { rule: 'signature-mismatch' } });
    expect(result.evidence.verified?.canonicalRequest).toMatch(/^GET\n\/dev\/\n\nhost:/);
    expect(result.evidence.verified?.stringToSign).toMatch(/^AWS4-HMAC-SHA256\n20260131T120000Z\n/);
  });

  test('is refused when the body is another, whatever hash a header declares', async () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const request = await signed({ method: 'POST', body: '' });
    request.headers.push(['x-amz-content-sha256', hash]);
    expect(await ruleBrokenBy(request)).toBeUndefined();
    expect(await ruleBrokenBy({ ...request, body: Buffer.from('x') })).toBe('signature-mismatch');
  });

  test('is refused when a signed header was not sent', async () => {
    const request = await signed({ method: 'POST' });
    expect(await ruleBrokenBy(withoutHeader(request, 'host'))).toBe('signature-mismatch');
  });

  test('is refused when the dates of scope and request differ', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('/20260131/', '/20260130/'),
    );
    expect(await ruleBrokenBy(request)).toBe('scope-date-mismatch');
  });

  test.each(['2026-01-31', '20260131T126000Z', '20261331T120000Z', 'now'])(
    'is refused for the date %s',
    async (date) => {
      const request = withHeader(await signed(), 'x-amz-date', () => date);
      expect(await ruleBrokenBy(request)).toBe('malformed-date');
    },
  );

  test.each([
    ['2026-01-31T11:55:00Z', undefined],
    ['2026-01-31T11:54:59Z', 'signature-expired'],
    ['2026-01-31T12:05:00Z', undefined],
    ['2026-01-31T12:05:01Z', 'not-yet-current'],
  ])('signed at %s, with five minutes of tolerance: %s', async (date, rule) => {
    expect(await ruleBrokenBy(await signed({ date }))).toBe(rule);
  });

  test('is refused in query form when it has run out, or lasts too long', async () => {
    const over = await presigned({ date: '2026-01-31T11:58:59Z', expiresIn: 60 });
    expect(await ruleBrokenBy(over)).toBe('signature-expired');
    const request = await presigned();
    const query = request.query.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
    expect(await ruleBrokenBy({ ...request, query })).toBe('malformed-expires');
  });

  test('needs no X-Amz-Expires in query form, and lasts five minutes then', async () => {
    const without = async (date: string) => {
      const signedRequest = await presigned({ date });
      const query = signedRequest.query.replace(/&?X-Amz-Expires=\d+/, '').replace(/^&/, '');
      return ruleBrokenBy({ ...signedRequest, query });
    };
    // Its removal changes what was signed, and it is found missing by nothing else.
    expect(await without('2026-01-31T12:00:00Z')).toBe('signature-mismatch');
    expect(await without('2026-01-31T11:54:59Z')).toBe('signature-expired');
  });

  test('is refused when the session has expired, or the key was made inactive', async () => {
    const { expiration: _, ...credentials } = issueSession(account, SESSION);
    const date = '2026-01-31T12:15:00Z';
    const moment = new ManualClock(date);
    const result = await authenticate(
      await signed({ credentials, date }),
      { ...cloud, clock: moment },
      EXPECTED,
    );
    expect(result).toMatchObject({ refusal: { rule: 'expired-token' } });

    account.change(iamState, ({ accessKeys }) => {
      accessKeys[admin.accessKeyId]!.status = 'Inactive';
    });
    expect(await ruleBrokenBy(await signed())).toBe('inactive-key');
    account.change(iamState, ({ accessKeys }) => {
      accessKeys[admin.accessKeyId]!.status = 'Active';
    });
  });

  test.each([
    ['X-Amz-Signature=evil'],
    ['x-amz-signature=evil'],
    ['X-Amz%2DSignature=evil'],
    ['__proto__=evil'],
  ])('is refused with the unsigned parameter %s', async (parameter) => {
    const inHeader = await signed();
    expect(await ruleBrokenBy({ ...inHeader, query: parameter })).toBe('signature-mismatch');
    const inQuery = await presigned();
    for (const query of [`${inQuery.query}&${parameter}`, `${parameter}&${inQuery.query}`]) {
      expect(await ruleBrokenBy({ ...inQuery, query })).toBe('signature-mismatch');
    }
  });

  test.each<[string, (value: string) => string, string]>([
    [
      'a Signature before its own',
      (v) => v.replace('Credential=', 'Signature=00, Credential='),
      'unexpected-part',
    ],
    ['an unknown part', (v) => `${v}, Foo=bar`, 'unexpected-part'],
    ['a nameless part', (v) => `${v}, =bar`, 'unexpected-part'],
    ['an empty part', (v) => `${v},`, 'not-key-value'],
    [
      'SignedHeaders in another order',
      (v) => v.replace(/SignedHeaders=host;([^,]+)/, 'SignedHeaders=$1;host'),
      'signature-mismatch',
    ],
    [
      'SignedHeaders with a name twice',
      (v) => v.replace('SignedHeaders=host;', 'SignedHeaders=host;host;'),
      'signature-mismatch',
    ],
    [
      'SignedHeaders with a capital',
      (v) => v.replace(/x-amz-date/, 'X-Amz-Date'),
      'signature-mismatch',
    ],
    [
      'SignedHeaders with a name of all objects',
      (v) => v.replace('SignedHeaders=', 'SignedHeaders=__proto__;'),
      'signature-mismatch',
    ],
    [
      ':authority in the place of host',
      (v) => v.replace('SignedHeaders=host;', 'SignedHeaders=:authority;'),
      'host-not-signed',
    ],
  ])('is refused with %s', async (_, change, rule) => {
    const request = await signed();
    expect(await ruleBrokenBy(request)).toBeUndefined();
    expect(await ruleBrokenBy(withHeader(request, 'authorization', change))).toBe(rule);
  });

  test('is refused in a header that was sent twice', async () => {
    const request = await signed();
    const own = request.headers.find(([name]) => name === 'authorization')!;
    const headers = [...request.headers, own];
    expect(await ruleBrokenBy({ ...request, headers })).toBe('unexpected-part');
  });

  test('says which SignedHeaders it should have named', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('SignedHeaders=host;', 'SignedHeaders=host;host;'),
    );
    const { why } = (await authenticate(request, cloud, EXPECTED)).evidence;
    expect(why).toMatch(/once, in lower case and in order: host;x-amz-/);
  });

  test('is refused in query form when any parameter is changed', async () => {
    const request = await presigned();
    for (const [name, value] of new URLSearchParams(request.query)) {
      const query = request.query.replace(
        `${name}=${encodeURIComponent(value)}`,
        `${name}=${encodeURIComponent(`${value}0`)}`,
      );
      expect(query).not.toBe(request.query);
      expect(await ruleBrokenBy({ ...request, query })).toBeDefined();
    }
  });
});
