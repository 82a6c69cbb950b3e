import { issueSession } from '../../services/sts/sessions';
import {
  account,
  cloud,
  EXPECTED,
  HOST,
  received,
  SESSION,
  signed,
  withHeader,
  withoutHeader,
} from '../../testing/signing';
import type { ReceivedRequest } from '../../wire/http';
import { authenticate } from '.';
import type { AuthenticationEvidence } from './evidence';

const SCOPE = '20260131/ap-northeast-1/execute-api/aws4_request';

async function evidenceOf(request: ReceivedRequest): Promise<AuthenticationEvidence> {
  return (await authenticate(request, cloud, EXPECTED)).evidence;
}

const withAuthorization = (value: string) =>
  received({
    headers: [
      ['host', HOST],
      ['authorization', value],
    ],
  });

describe('of a signature that is not whole, what can be read is kept', () => {
  test('in a header without a date', async () => {
    const text = `AWS4-HMAC-SHA256 Credential=AKIA/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=00`;
    expect(await evidenceOf(withAuthorization(text))).toEqual({
      outcome: 'refused',
      refusal: 'missing-parts',
      form: 'header',
      received: {
        accessKeyId: 'AKIA',
        credentialScope: SCOPE,
        signedHeaders: ['host', 'x-amz-date'],
        signature: '00',
        securityToken: 'not sent',
      },
    });
  });

  test('in a header whose credential lacks parts', async () => {
    const text = 'AWS4-HMAC-SHA256 Credential=AKIA/20260131,SignedHeaders=host,Signature=00';
    const request = withAuthorization(text);
    request.headers.push(['x-amz-date', '20260131T120000Z'], ['x-amz-security-token', 'IQoJb3']);
    const { refusal, received: parts } = await evidenceOf(request);
    expect(refusal).toBe('malformed-credential');
    expect(parts).toMatchObject({ credentialScope: '20260131', date: '20260131T120000Z' });
    expect(parts).toMatchObject({ securityToken: 'sent' });
    expect(JSON.stringify(parts)).not.toContain('IQoJb3');
  });

  test('in a query', async () => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F${SCOPE.replaceAll('/', '%2F')}`;
    expect(await evidenceOf(received({ query }))).toMatchObject({
      refusal: 'missing-parameters',
      form: 'query',
      received: { accessKeyId: 'AKIA', credentialScope: SCOPE, securityToken: 'not sent' },
    });
  });

  test('is nothing where there is none', async () => {
    expect(await evidenceOf(received({ headers: [['host', HOST]] }))).toEqual({
      outcome: 'refused',
      refusal: 'missing-authorization',
    });
  });
});

describe('of a key that is not known, why', () => {
  test('there is no such key', async () => {
    const request = withHeader(await signed(), 'authorization', (value) =>
      value.replace(/Credential=[^/]+/, 'Credential=AKIANOBODY'),
    );
    expect(await evidenceOf(request)).toMatchObject({
      refusal: 'unknown-key',
      why: 'There is no access key AKIANOBODY in local AWS.',
    });
  });

  test('its token was not sent, or is another', async () => {
    const { expiration: _, ...credentials } = issueSession(account, SESSION);
    const request = await signed({ credentials });
    const none = withoutHeader(request, 'x-amz-security-token');
    expect(await evidenceOf(none)).toMatchObject({
      why: expect.stringMatching(/is temporary: it takes its session token, and none was sent\.$/),
      received: { securityToken: 'not sent' },
    });
    const another = withHeader(request, 'x-amz-security-token', (value) => `${value}x`);
    expect(await evidenceOf(another)).toMatchObject({
      why: expect.stringMatching(/and another one was sent\.$/),
      received: { securityToken: 'sent' },
    });
  });

  test('a token was sent with the key of a user', async () => {
    const request = await signed();
    request.headers.push(['x-amz-security-token', 'undefined']);
    expect(await evidenceOf(request)).toMatchObject({
      why: expect.stringMatching(/^A session token was sent, .* has none: it is a user's\.$/),
    });
  });

  test('but the scope is refused first', async () => {
    const request = withHeader(await signed({ service: 'lambda' }), 'authorization', (value) =>
      value.replace(/Credential=[^/]+/, 'Credential=AKIANOBODY'),
    );
    expect(await evidenceOf(request)).toMatchObject({ refusal: 'wrong-service' });
  });
});
