import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import fc from 'fast-check';
import type { Credentials } from '../account';
import { ManualClock } from '../clock';
import type { ReceivedRequest } from '../http';
import { iamState, type Role } from '../services/iam/state';
import { issueSession } from '../services/sts/sessions';
import { testCloud } from '../test-cloud';
import { authenticate } from '.';
import { Sha256 } from './sha256';

const NOW = '2026-01-31T12:00:00.000Z';
const HOST = 'abc123.execute-api.ap-northeast-1.amazonaws.com';
const EXPECTED = { service: 'execute-api', regions: ['ap-northeast-1'] };

const clock = new ManualClock(NOW);
const { cloud, account, admin } = testCloud(clock);

const ROLE: Role = {
  name: 'caller',
  id: 'AROAEXAMPLE',
  arn: `arn:aws:iam::${account.id}:role/caller`,
  path: '/',
  createdAt: NOW,
  tags: {},
  permissions: { inline: {}, attached: [] },
  trustPolicy: '{}',
  maxSessionDuration: 3600,
};
const SESSION = { role: ROLE, sessionName: 'test', durationSeconds: 900 };

interface SigningOptions {
  credentials?: Credentials;
  service?: string;
  region?: string;
  date?: string;
  body?: string;
  path?: string;
  method?: string;
}

/** A GET signed in header form by the library. */
async function signed(options: SigningOptions = {}): Promise<ReceivedRequest> {
  const { method = 'GET', path = '/dev/', body = '' } = options;
  const request = await signerFor(options).sign(
    { method, path, headers: { host: HOST }, body, protocol: 'https:', hostname: HOST },
    { signingDate: new Date(options.date ?? NOW) },
  );
  return received({ method, path, headers: Object.entries(request.headers), body });
}

/** A GET signed in query form by the library. */
async function presigned(options: SigningOptions & { expiresIn?: number } = {}) {
  const path = '/dev/';
  const request = await signerFor(options).presign(
    { method: 'GET', path, headers: { host: HOST }, protocol: 'https:', hostname: HOST },
    { signingDate: new Date(options.date ?? NOW), expiresIn: options.expiresIn ?? 60 },
  );
  const query = new URLSearchParams(request.query as Record<string, string>).toString();
  return received({ path, query: query.replaceAll('+', '%20'), headers: [['host', HOST]] });
}

/** Headers in the form in which a server gets them. */
function asSent(headers: object): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

function signerFor({ credentials = admin, service = 'execute-api', region }: SigningOptions) {
  return new SignatureV4({
    service,
    region: region ?? 'ap-northeast-1',
    credentials,
    sha256: Sha256,
    applyChecksum: false,
  });
}

function received(parts: Partial<Omit<ReceivedRequest, 'body'>> & { body?: string }) {
  const { body = '', ...rest } = parts;
  const request = { method: 'GET', path: '/', query: '', headers: [], sourceIp: '127.0.0.1' };
  return { ...request, ...rest, body: Buffer.from(body) } as ReceivedRequest;
}

/** The same request with another value for a header; without the header when that is undefined. */
function withHeader(request: ReceivedRequest, name: string, change: (value: string) => string) {
  const headers = request.headers.map(([sent, value]): [string, string] => [
    sent,
    sent === name ? change(value) : value,
  ]);
  return { ...request, headers };
}

function withoutHeader(request: ReceivedRequest, name: string): ReceivedRequest {
  return { ...request, headers: request.headers.filter(([sent]) => sent !== name) };
}

async function ruleBrokenBy(request: ReceivedRequest): Promise<string | undefined> {
  const result = await authenticate(request, cloud, EXPECTED);
  return result.verified ? undefined : result.refusal.rule;
}

beforeAll(() => {
  account.change(iamState, ({ roles }) => {
    roles.caller = ROLE;
  });
});

describe('a signature in order', () => {
  it('is verified in header form and tells the user', async () => {
    const result = await authenticate(await signed(), cloud, EXPECTED);
    expect(result).toMatchObject({
      verified: true,
      principal: { kind: 'user', arn: 'arn:aws:iam::123456789012:user/admin' },
      evidence: { outcome: 'verified', form: 'header' },
    });
  });

  it('is verified in query form, for as long as it says', async () => {
    const request = await presigned({ date: '2026-01-31T11:59:10Z', expiresIn: 60 });
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  it('is verified with temporary credentials and tells the session', async () => {
    const credentials = issueSession(account, SESSION);
    const { expiration: _, ...signing } = credentials;
    for (const request of [
      await signed({ credentials: signing }),
      await presigned({ credentials: signing }),
    ]) {
      const result = await authenticate(request, cloud, EXPECTED);
      expect(result).toMatchObject({
        verified: true,
        principal: { kind: 'assumed-role', roleArn: ROLE.arn, sessionName: 'test' },
      });
    }
  });

  it('may leave the session token unsigned', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = issueSession(account, SESSION);
    const request = await signed({ credentials: { accessKeyId, secretAccessKey } });
    request.headers.push(['X-Amz-Security-Token', sessionToken]);
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  it('may carry its date in a Date header', async () => {
    const options = {
      host: HOST,
      path: '/dev/',
      service: 'execute-api',
      region: 'ap-northeast-1',
      headers: { Date: new Date(NOW).toUTCString() },
    };
    const { headers = {} } = aws4.sign(options, admin);
    const request = received({ path: '/dev/', headers: asSent(headers) });
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  it('of another library is verified for any path, query and body', async () => {
    const segment = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~ %/+&=é漢'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment.map(encodeURIComponent), { maxLength: 4 }),
        fc.dictionary(segment.map(encodeURIComponent), segment.map(encodeURIComponent)),
        fc.string(),
        async (segments, parameters, body) => {
          const path = `/dev/${segments.filter((part) => !/^\.*$/.test(part)).join('/')}`;
          const query = Object.entries(parameters)
            .filter(([name]) => name !== '')
            .map(([name, value]) => `${name}=${value}`)
            .join('&');
          const { headers = {} } = aws4.sign(
            {
              host: HOST,
              path: query ? `${path}?${query}` : path,
              method: 'POST',
              service: 'execute-api',
              region: 'ap-northeast-1',
              body,
              headers: { 'X-Amz-Date': '20260131T120000Z' },
            },
            admin,
          );
          const sent = { method: 'POST', path, query, headers: asSent(headers), body };
          expect(await ruleBrokenBy(received(sent))).toBeUndefined();
        },
      ),
      { numRuns: 100 },
    );
  });
});

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

  it.each([
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

  it('names every part that is missing', async () => {
    const request = received({ headers: [['authorization', 'AWS4-HMAC-SHA256 Foo=1']] });
    expect(await authenticate(request, cloud, EXPECTED)).toMatchObject({
      refusal: { missing: ['Credential', 'Signature', 'SignedHeaders', 'Date'] },
    });
  });

  it('is refused for another service, region or terminator', async () => {
    expect(await ruleBrokenBy(await signed({ service: 'lambda' }))).toBe('wrong-service');
    expect(await ruleBrokenBy(await signed({ region: 'us-east-1' }))).toBe('wrong-region');
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('aws4_request', 'aws5_request'),
    );
    expect(await ruleBrokenBy(request)).toBe('wrong-terminator');
  });

  it('is refused when the host is not among the signed headers', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('SignedHeaders=host;', 'SignedHeaders='),
    );
    expect(await ruleBrokenBy(request)).toBe('host-not-signed');
  });

  it('is refused for a key that is not on file', async () => {
    const credentials = { ...admin, accessKeyId: 'AKIAUNKNOWN' };
    expect(await ruleBrokenBy(await signed({ credentials }))).toBe('unknown-key');
  });

  it('is refused for a temporary key without its token, or with that of another', async () => {
    const one = issueSession(account, SESSION);
    const other = issueSession(account, SESSION);
    const { accessKeyId, secretAccessKey } = one;
    const without = await signed({ credentials: { accessKeyId, secretAccessKey } });
    expect(await ruleBrokenBy(without)).toBe('unknown-key');
    const sessionToken = other.sessionToken;
    const swapped = await signed({ credentials: { accessKeyId, secretAccessKey, sessionToken } });
    expect(await ruleBrokenBy(swapped)).toBe('unknown-key');
  });

  it('is refused for a key of a user that comes with a token', async () => {
    const credentials = { ...admin, sessionToken: 'undefined' };
    expect(await ruleBrokenBy(await signed({ credentials }))).toBe('unknown-key');
  });

  it('is refused with a wrong secret, and the evidence shows what was verified', async () => {
    const request = await signed({ credentials: { ...admin, secretAccessKey: 'wrong' } });
    const result = await authenticate(request, cloud, EXPECTED);
    expect(result).toMatchObject({ refusal: { rule: 'signature-mismatch' } });
    expect(result.evidence.verified?.canonicalRequest).toMatch(/^GET\n\/dev\/\n\nhost:/);
    expect(result.evidence.verified?.stringToSign).toMatch(/^AWS4-HMAC-SHA256\n20260131T120000Z\n/);
  });

  it('is refused when the body is another, whatever hash a header declares', async () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const request = await signed({ method: 'POST', body: '' });
    request.headers.push(['x-amz-content-sha256', hash]);
    expect(await ruleBrokenBy(request)).toBeUndefined();
    expect(await ruleBrokenBy({ ...request, body: Buffer.from('x') })).toBe('signature-mismatch');
  });

  it('is refused when a signed header was not sent', async () => {
    const request = await signed({ method: 'POST' });
    expect(await ruleBrokenBy(withoutHeader(request, 'host'))).toBe('signature-mismatch');
  });

  it('is refused when the dates of scope and request differ', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace('/20260131/', '/20260130/'),
    );
    expect(await ruleBrokenBy(request)).toBe('scope-date-mismatch');
  });

  it.each(['2026-01-31', '20260131T126000Z', '20261331T120000Z', 'now'])(
    'is refused for the date %s',
    async (date) => {
      const request = withHeader(await signed(), 'x-amz-date', () => date);
      expect(await ruleBrokenBy(request)).toBe('malformed-date');
    },
  );

  it.each([
    ['2026-01-31T11:55:00Z', undefined],
    ['2026-01-31T11:54:59Z', 'signature-expired'],
    ['2026-01-31T12:05:00Z', undefined],
    ['2026-01-31T12:05:01Z', 'not-yet-current'],
  ])('signed at %s, with five minutes of tolerance: %s', async (date, rule) => {
    expect(await ruleBrokenBy(await signed({ date }))).toBe(rule);
  });

  it('is refused in query form when it has run out, or lasts too long', async () => {
    const over = await presigned({ date: '2026-01-31T11:58:59Z', expiresIn: 60 });
    expect(await ruleBrokenBy(over)).toBe('signature-expired');
    const request = await presigned();
    const query = request.query.replace('X-Amz-Expires=60', 'X-Amz-Expires=604801');
    expect(await ruleBrokenBy({ ...request, query })).toBe('malformed-expires');
  });

  it('is refused when the session has expired, or the key was made inactive', async () => {
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

  it('is refused in query form when any parameter is changed', async () => {
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
