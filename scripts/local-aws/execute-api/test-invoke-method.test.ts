import {
  type APIGatewayClient,
  GetResourcesCommand,
  TestInvokeMethodCommand,
  type TestInvokeMethodRequest,
} from '@aws-sdk/client-api-gateway';
import { type LocalAws, startLocalAws } from '..';
import { apiGatewayClient, createApi } from '../testing/api';
import { createFunctions, integrationUri } from '../testing/functions';

const ECHO = `
exports.handler = async (event) => ({
  statusCode: 201,
  multiValueHeaders: { 'X-A': ['1', '2'] },
  body: JSON.stringify(event),
});`;

let local: LocalAws;
let client: APIGatewayClient;
let restApiId: string;

beforeAll(async () => {
  local = await startLocalAws();
  client = apiGatewayClient(local);
  await createFunctions(local, [{ name: 'echo', code: ECHO }]);
  const integration = { type: 'AWS_PROXY', integrationHttpMethod: 'POST' } as const;
  restApiId = await createApi(client, [
    {
      path: '/pets/{id}',
      method: { httpMethod: 'ANY', authorizationType: 'AWS_IAM' },
      integration: { ...integration, uri: integrationUri(local, 'echo') },
    },
    {
      path: '/broken',
      method: { httpMethod: 'GET' },
      integration: { ...integration, uri: integrationUri(local, 'missing') },
    },
  ]);
});

afterAll(async () => {
  client.destroy();
  await local.stop();
});

async function testInvoke(path: string, input: Partial<TestInvokeMethodRequest> = {}) {
  const { items } = await client.send(new GetResourcesCommand({ restApiId }));
  const resourceId = items!.find((resource) => resource.path === path)!.id;
  const labels = { restApiId, resourceId, httpMethod: 'ANY' };
  return await client.send(new TestInvokeMethodCommand({ ...labels, ...input }));
}

test('calls the method undeployed and unsigned, and shows the execution log', async () => {
  const answer = await testInvoke('/pets/{id}', {
    pathWithQueryString: '/pets/7?color=red',
    body: 'hi',
    headers: { 'X-Name': 'me' },
    stageVariables: { a: '1' },
  });
  expect(answer.$metadata.httpStatusCode).toBe(200);
  expect(answer).toMatchObject({
    status: 201,
    multiValueHeaders: { 'X-A': ['1', '2'] },
    latency: expect.any(Number),
    log: expect.stringMatching(
      /^Execution log for request .*Successfully completed execution.*Method completed with status: 201\n$/s,
    ),
  });
  expect(JSON.parse(answer.body!)).toMatchObject({
    path: '/pets/7',
    pathParameters: { id: '7' },
    queryStringParameters: { color: 'red' },
    headers: { 'X-Name': 'me' },
    stageVariables: { a: '1' },
    body: 'hi',
    requestContext: {
      stage: 'test-invoke-stage',
      identity: {
        sourceIp: 'test-invoke-source-ip',
        userArn: `arn:aws:iam::${local.accountId}:user/admin`,
      },
    },
  });
});

test('says in its log why a method fails', async () => {
  const answer = await testInvoke('/broken', { httpMethod: 'GET' });
  expect(answer).toMatchObject({
    status: 500,
    body: '{"message": "Internal server error"}',
    log: expect.stringMatching(/Function not found.*Method completed with status: 500\n$/s),
  });
});

test('takes a path of another resource, without parameters', async () => {
  const answer = await testInvoke('/pets/{id}', { pathWithQueryString: '/dogs' });
  expect(JSON.parse(answer.body!)).toMatchObject({ path: '/dogs', pathParameters: null });
});

test('tells the backend that it is a test', async () => {
  const answer = await testInvoke('/pets/{id}', { pathWithQueryString: '/pets/7' });
  expect(JSON.parse(answer.body!)).toMatchObject({
    headers: null,
    requestContext: {
      path: '/pets/7',
      domainName: 'testPrefix.testDomainName',
      domainPrefix: 'testPrefix',
      identity: { apiKey: 'test-invoke-api-key' },
    },
  });
});

test('logs in the form of API Gateway', async () => {
  const { log = '' } = await testInvoke('/pets/{id}', {
    pathWithQueryString: '/pets/7?color=red&size=1',
  });
  expect(log).toMatch(/\n[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d [\d:]{8} UTC \d{4} : HTTP Method: GET/);
  expect(log).toContain('Method request path: {id=7}\n');
  expect(log).toContain('Method request query string: {color=red, size=1}\n');
  expect(log).toMatch(/Sending request to https:\/\/lambda\..*function:echo\/invocations\n/);
});
