import { Agent } from 'node:http';
import { type APIGatewayClient, GetRestApiCommand } from '@aws-sdk/client-api-gateway';
import { type LocalAws, type RecordList, type RequestRecord, recordUrlOf, startLocalAws } from '..';
import type { Credentials } from '../account/account';
import { maskTokens } from '../records/mask';
import { apiGatewayClient, createApi, deploy } from '../testing/api';
import { assumeRole } from '../testing/identities';
import { send, signed, type TestRequest } from '../testing/request';

const OTHER_STAGE = {
  Sid: 'OtherStage',
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource: 'arn:aws:execute-api:*:*:*/prod/GET/',
};

let local: LocalAws;
let client: APIGatewayClient;
let agent: Agent;
let apiId: string;
let session: Credentials;

beforeAll(async () => {
  local = await startLocalAws();
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
  session = await assumeRole(local, 'caller', [OTHER_STAGE]);
  apiId = await createApi(client, [
    {
      path: '/',
      method: { httpMethod: 'GET', authorizationType: 'AWS_IAM' },
      responses: [{ responseTemplates: { 'application/json': '"hello"' } }],
    },
  ]);
  await deploy(client, apiId);
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

function requestFor(path = '/'): TestRequest {
  const target = `/_aws/execute-api/${apiId}/dev${path}`;
  return { method: 'GET', target, headers: { Host: `127.0.0.1:${local.port}` }, body: '' };
}

const signedBy = (credentials: Credentials) => signed(local, requestFor(), { credentials });

const shownAt = async (url: string) => (await fetch(url)).text();

/** Sends a request and reads its record from local AWS itself. */
async function recordOf(request: TestRequest): Promise<{ record: RequestRecord; text: string }> {
  const answer = await send(local, request, agent);
  const text = await shownAt(recordUrlOf(local, String(answer.headers['x-workshop-request'])));
  return { record: JSON.parse(text) as RequestRecord, text };
}

test('of a request that was let through: signature, policies, integration and answer', async () => {
  const request = signedBy(local.credentials);
  const { record } = await recordOf(request);
  expect(record).toMatchObject({
    service: 'execute-api',
    request: { method: 'GET', path: request.target, sourceIp: '127.0.0.1' },
    authentication: {
      outcome: 'verified',
      form: 'header',
      principal: `arn:aws:iam::${local.accountId}:user/admin`,
      verified: {
        canonicalRequest: expect.stringMatching(new RegExp(`^GET\n${request.target}\n`)),
        stringToSign: expect.stringMatching(/^AWS4-HMAC-SHA256\n/),
        signature: request.headers.Authorization!.slice(-64),
      },
    },
    authorization: [
      {
        action: 'execute-api:Invoke',
        resource: `arn:aws:execute-api:${local.region}:${local.accountId}:${apiId}/dev/GET/`,
        decision: 'allowed',
        statements: [expect.objectContaining({ effect: 'Allow', matched: true })],
      },
    ],
    integration: { type: 'MOCK', integrationResponse: '200' },
    response: { status: 200, body: '"hello"' },
  });
  expect(record).not.toHaveProperty('refusedBy');
});

test('of a wrong signature: what was sent beside what was computed', async () => {
  const request = signedBy(local.credentials);
  const { record } = await recordOf({ ...request, target: `${request.target}?added=1` });
  expect(record.authentication).toMatchObject({
    outcome: 'refused',
    refusal: 'signature-mismatch',
    received: { signature: request.headers.Authorization!.slice(-64) },
    verified: { canonicalRequest: expect.stringContaining('\nadded=1\n') },
  });
  expect(record.refusedBy).toMatchObject({
    check: 'authentication',
    reason: expect.stringContaining('does not match'),
  });
  expect(record).not.toHaveProperty('authorization');
  expect(record).not.toHaveProperty('integration');
});

test('of a denial: each statement, and why it does not match', async () => {
  const { record } = await recordOf(signedBy(session));
  expect(record.authorization).toMatchObject([
    {
      decision: 'implicitDeny',
      statements: [{ sid: 'OtherStage', matched: false, why: expect.stringMatching(/resource/i) }],
    },
  ]);
  expect(record.refusedBy).toMatchObject({
    check: 'authorization',
    reason: expect.stringContaining('is not authorized to perform'),
  });
});

test('of an unknown method: what the deployment has, before any signature is looked at', async () => {
  const { record } = await recordOf(requestFor('/pets'));
  expect(record.refusedBy).toMatchObject({
    check: 'route',
    reason: expect.stringMatching(/has no GET \/pets\. It has: GET \/\./),
  });
  expect(record).not.toHaveProperty('authentication');
});

test('never holds a session token or a secret key', async () => {
  const { text } = await recordOf(signedBy(session));
  expect(text).not.toContain(session.sessionToken);
  expect(text).not.toContain(session.secretAccessKey);
  expect(text).toContain(session.accessKeyId);
});

test('nor does the list, whose reasons repeat what was signed', async () => {
  const tampered = { ...signedBy(session), target: `${requestFor().target}?added=1` };
  const { body: refusal } = await send(local, tampered, agent);
  expect(refusal).toContain(session.sessionToken);
  const body = await shownAt(local.recordsUrl);
  expect(body).toContain('x-amz-security-token:********');
  expect(body).not.toContain(session.sessionToken);
});

test('the list gives the reason of each, and says where the whole list is', async () => {
  const ids = new Map<unknown, string>();
  const asked: [string, TestRequest][] = [
    ['not signed', requestFor()],
    ['changed', { ...signedBy(session), target: `${requestFor().target}?added=1` }],
    ['not allowed', signedBy(session)],
    ['no method', requestFor('/pets')],
    ['allowed', signedBy(local.credentials)],
  ];
  for (const [name, request] of asked) {
    const { headers } = await send(local, request, agent);
    ids.set(headers['x-workshop-request'], name);
  }
  const body = await shownAt(local.recordsUrl);
  const { inFull, requests } = JSON.parse(body) as RecordList;
  expect(inFull).toBe('GET /_workshop/requests/{id}?token=… shows one of these requests in full.');
  const why = Object.fromEntries(requests.map(({ id, why: text }) => [ids.get(id), text]));
  expect(why).toMatchObject({
    'not signed': 'missing-authorization: Missing Authentication Token',
    changed: expect.stringMatching(/^signature-mismatch: The request signature we .* details\.$/),
    'not allowed': expect.stringMatching(/^User: .* is not authorized to perform/),
    'no method': expect.stringContaining('has no GET /pets'),
  });
  expect(why.allowed).toBeUndefined();
});

test('the list gives the reason of what a service refuses', async () => {
  const missing = client.send(new GetRestApiCommand({ restApiId: 'nobody' }));
  await expect(missing).rejects.toThrow();
  expect(local.records.list()[0]).toMatchObject({
    operation: 'GetRestApi',
    why: `Invalid API identifier specified ${local.accountId}:nobody`,
  });
});

test('are shown to nobody without their token', async () => {
  const request = signedBy(local.credentials);
  const { headers } = await send(local, request, agent);
  const own = new URL(recordUrlOf(local, String(headers['x-workshop-request'])));
  for (const search of ['', '?token=', '?token=0', `?x${own.search}`, `?token=${'0'.repeat(32)}`]) {
    for (const path of [own.pathname, '/_workshop/requests']) {
      const response = await fetch(`${own.origin}${path}${search}`);
      expect([search, response.status]).toEqual([search, 403]);
      expect(await response.text()).not.toContain(local.credentials.accessKeyId);
    }
  }
  expect((await fetch(own)).status).toBe(200);
});

test('mask a secret in whatever form it stands, and the environment of a function', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const bytes = Buffer.from(`behind ${secret}`);
  const shown = JSON.stringify(
    maskTokens(
      {
        log: [
          encodeURIComponent(secret),
          bytes.toString('hex'),
          bytes.toString('base64'),
          bytes.toString('base64url'),
        ],
        body: '{"Environment":{"Variables":{"KEY":"val}ue","B":"\\"x"}},"Handler":"h"}',
      },
      [secret],
    ),
  );
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    expect(shown).not.toContain(bytes.toString(encoding).slice(-24));
  }
  expect(shown).not.toContain('wJalrXUtnFEMI');
  expect(shown).not.toContain('val}ue');
  expect(shown).toContain('Handler');
});
