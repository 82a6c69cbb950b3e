import { Agent } from 'node:http';
import { type APIGatewayClient, UpdateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { type LocalAws, ManualClock, startLocalAws } from '..';
import type { Credentials } from '../account/account';
import { apiGatewayClient, createApi, deploy } from '../testing/api';
import { assumeRole, createUser, policyOf, type TestStatement } from '../testing/identities';
import { send, signed, type TestRequest } from '../testing/request';

const OTHER_ACCOUNT = '210987654321';
const INVOKE = 'execute-api:Invoke';
const HOUR_MS = 60 * 60 * 1000;

let local: LocalAws;
let clock: ManualClock;
let client: APIGatewayClient;
let agent: Agent;

beforeAll(async () => {
  clock = new ManualClock(new Date());
  local = await startLocalAws({ clock, accounts: ['123456789012', OTHER_ACCOUNT] });
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

/** Creates and deploys an API with GET on / (AWS_IAM) and GET on /open (NONE). */
async function deployApi(resourcePolicy?: TestStatement[]): Promise<string> {
  const methods = [
    { path: '/', method: { httpMethod: 'GET', authorizationType: 'AWS_IAM' } },
    { path: '/open', method: { httpMethod: 'GET' } },
  ];
  const policy = resourcePolicy && policyOf(...resourcePolicy);
  const apiId = await createApi(client, methods, policy ? { policy } : {});
  await deploy(client, apiId);
  return apiId;
}

function requestFor(apiId: string, path = '/'): TestRequest {
  const target = `/_aws/execute-api/${apiId}/dev${path}`;
  return { method: 'GET', target, headers: { Host: `127.0.0.1:${local.port}` }, body: '' };
}

function invoke(apiId: string, credentials: Credentials) {
  return send(local, signed(local, requestFor(apiId), { credentials }), agent);
}

const anyone = (statement: TestStatement) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: INVOKE,
  Resource: 'execute-api:/*',
  ...statement,
});

describe('a caller of the same account', () => {
  let users = 0;

  test.each<[string, TestStatement[], TestStatement[] | undefined, number, string]>([
    ['has no policy', [], undefined, 403, 'because no identity-based policy allows'],
    ['is allowed by its own policy', [{ Effect: 'Allow', Resource: '*' }], undefined, 200, ''],
    ['is allowed by the API’s policy', [], [anyone({})], 200, ''],
    [
      'is allowed by both',
      [{ Effect: 'Allow', Resource: '*' }],
      [anyone({ Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } } })],
      200,
      '',
    ],
    [
      'is allowed by its own policy, the API’s being silent',
      [{ Effect: 'Allow', Resource: '*' }],
      [anyone({ Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })],
      200,
      '',
    ],
    [
      'is denied by its own policy',
      [
        { Effect: 'Allow', Resource: '*' },
        { Effect: 'Deny', Resource: '*' },
      ],
      undefined,
      403,
      'with an explicit deny in an identity-based policy',
    ],
    [
      'is denied by the API’s policy for its address',
      [{ Effect: 'Allow', Resource: '*' }],
      [
        anyone({
          Effect: 'Deny',
          Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
        }),
      ],
      403,
      'with an explicit deny in a resource-based policy',
    ],
    [
      'is allowed another stage only',
      [{ Effect: 'Allow', Resource: 'arn:aws:execute-api:*:*:*/prod/GET/' }],
      undefined,
      403,
      'because no identity-based policy allows',
    ],
    [
      'has the root’s ARN without its slash',
      [{ Effect: 'Allow', Resource: 'arn:aws:execute-api:*:*:*/dev/GET' }],
      undefined,
      403,
      'because no identity-based policy allows',
    ],
    [
      'has exactly the root’s ARN',
      [{ Effect: 'Allow', Resource: 'arn:aws:execute-api:*:*:*/dev/GET/' }],
      undefined,
      200,
      '',
    ],
  ])('who %s', async (_, identity, resource, status, text) => {
    users += 1;
    const statements = identity.map((statement) => ({ Action: INVOKE, ...statement }));
    const credentials = await createUser(local, `user${users}`, statements);
    const answer = await invoke(await deployApi(resource), credentials);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(text);
  });
});

describe('a caller of another account', () => {
  let users = 0;
  const toOther = anyone({ Principal: { AWS: OTHER_ACCOUNT } });
  const allow = { Effect: 'Allow', Action: INVOKE, Resource: '*' };

  test.each<[string, TestStatement[], TestStatement[] | undefined, number]>([
    ['its own policy alone is not enough', [allow], undefined, 403],
    ['the API’s policy alone is not enough', [], [toOther], 403],
    ['both together are', [allow], [toOther], 200],
  ])('%s', async (_, identity, resource, status) => {
    users += 1;
    const credentials = await createUser(local, `guest${users}`, identity, OTHER_ACCOUNT);
    expect(await invoke(await deployApi(resource), credentials)).toMatchObject({ status });
  });
});

describe('a method without authorization', () => {
  const unsigned = async (resourcePolicy?: TestStatement[]) =>
    send(local, requestFor(await deployApi(resourcePolicy), '/open'), agent);

  test('is open to all', async () => {
    expect(await unsigned()).toMatchObject({ status: 200 });
  });

  test('is open to whom the API’s policy allows it', async () => {
    expect(await unsigned([anyone({})])).toMatchObject({ status: 200 });
  });

  test('is closed to those whom the API’s policy does not mention', async () => {
    const answer = await unsigned([anyone({ Resource: 'execute-api:/prod/*' })]);
    expect(answer.status).toBe(403);
    expect(answer.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    expect(JSON.parse(answer.body).Message).toMatch(
      /^User: anonymous is not authorized to perform: execute-api:Invoke on resource: .*\/dev\/GET\/open because no resource-based policy allows the execute-api:Invoke action$/,
    );
  });
});

test('a changed policy of the API waits for the next deployment', async () => {
  const credentials = await createUser(local, 'waiting');
  const restApiId = await deployApi();
  const value = policyOf(anyone({}));
  await client.send(
    new UpdateRestApiCommand({
      restApiId,
      patchOperations: [{ op: 'replace', path: '/policy', value }],
    }),
  );
  expect(await invoke(restApiId, credentials)).toMatchObject({ status: 403 });
  await deploy(client, restApiId);
  expect(await invoke(restApiId, credentials)).toMatchObject({ status: 200 });
});

describe('temporary credentials', () => {
  let apiId: string;
  let session: Credentials;

  beforeAll(async () => {
    apiId = await deployApi();
    session = await assumeRole(local, 'temporary', [
      { Effect: 'Allow', Action: INVOKE, Resource: '*' },
    ]);
  });

  const INVALID = 'The security token included in the request is invalid.';

  test('are accepted with their token', async () => {
    expect(await invoke(apiId, session)).toMatchObject({ status: 200 });
  });

  test('are accepted with the token sent but not signed', async () => {
    const { sessionToken, ...keys } = session;
    const request = signed(local, requestFor(apiId), { credentials: keys });
    const headers = { ...request.headers, 'X-Amz-Security-Token': sessionToken! };
    expect(await send(local, { ...request, headers }, agent)).toMatchObject({ status: 200 });
  });

  test.each([
    ['without a token', undefined],
    ['with the text undefined as token', 'undefined'],
  ])('are refused %s', async (_, sessionToken) => {
    const { sessionToken: __, ...keys } = session;
    const answer = await invoke(apiId, { ...keys, ...(sessionToken && { sessionToken }) });
    expect(answer).toMatchObject({ status: 403, body: JSON.stringify({ message: INVALID }) });
    expect(answer.headers['x-amzn-errortype']).toBe('UnrecognizedClientException');
  });

  test('are refused once they have expired', async () => {
    clock.advance(2 * HOUR_MS);
    const answer = await invoke(apiId, session);
    clock.advance(-2 * HOUR_MS);
    expect(answer.status).toBe(403);
    expect(answer.headers['x-amzn-errortype']).toBe('ExpiredTokenException');
    expect(JSON.parse(answer.body)).toEqual({
      message: 'The security token included in the request is expired',
    });
  });
});
