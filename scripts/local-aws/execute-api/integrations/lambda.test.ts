import { Agent } from 'node:http';
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { type LocalAws, startLocalAws } from '../..';
import { apiGatewayClient, createApi, deploy, type TestMethod } from '../test-api';
import { createFunctions, integrationUri } from '../test-functions';
import { send, signed } from '../test-request';

/** Does what the event tells: as query parameter of a proxy event, or as a member. */
const BEHAVE = `
exports.handler = async (event) => {
  const { behavior, result } = event.queryStringParameters ?? event;
  if (behavior === 'throw') throw new Error('NotFound: no such pet');
  if (behavior === 'crash') process.exit(7);
  if (behavior === 'event') return { statusCode: 200, body: JSON.stringify(event) };
  return result === undefined ? event : JSON.parse(result);
};`;
const SLEEP = 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 10_000));';
const HELLO = `
exports.handler = async () => ({ statusCode: 200, body: JSON.stringify('Hello from Lambda!') });`;

let local: LocalAws;
let client: APIGatewayClient;
let agent: Agent;
let apiId: string;

beforeAll(async () => {
  local = await startLocalAws();
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
  await createFunctions(local, [
    { name: 'behave', code: BEHAVE },
    { name: 'hello', code: HELLO },
    { name: 'sleep', code: SLEEP },
    { name: 'forbidden', code: HELLO, permitted: false },
  ]);
  apiId = await createApi(
    client,
    [
      proxy('/hello', 'hello'),
      proxy('/behave', 'behave'),
      proxy('/pets/{id}/{rest+}', 'behave', { httpMethod: 'ANY', authorizationType: 'AWS_IAM' }),
      proxy('/forbidden', 'forbidden'),
      proxy('/missing', 'missing'),
      proxy('/wrong-method', 'hello', {}, { integrationHttpMethod: 'GET' }),
      proxy('/slow', 'sleep', {}, { timeoutInMillis: 50 }),
      proxy('/by-variable', `\${stageVariables.function}`),
      custom('/custom', 'behave'),
      custom('/custom-hello', 'hello'),
      custom('/custom-template', 'behave', {
        requestTemplates: { 'application/json': '{"id": "$input.params(\'id\')"}' },
      }),
    ],
    { binaryMediaTypes: ['image/png'] },
  );
  await deploy(client, apiId, 'dev', { function: 'hello' });
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

/** A method with a proxy integration; GET without authorization unless told otherwise. */
function proxy(
  path: string,
  functionName: string,
  method: Partial<TestMethod['method']> = {},
  integration: TestMethod['integration'] = {},
): TestMethod {
  return {
    path,
    method: { httpMethod: 'GET', ...method },
    integration: {
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: integrationUri(local, functionName),
      ...integration,
    },
  };
}

/** POST with a non-proxy integration; a function's error that begins with NotFound is a 404. */
function custom(
  path: string,
  functionName: string,
  integration: TestMethod['integration'] = {},
): TestMethod {
  return {
    path,
    method: { httpMethod: 'POST' },
    integration: {
      type: 'AWS',
      integrationHttpMethod: 'POST',
      uri: integrationUri(local, functionName),
      requestTemplates: {},
      ...integration,
    },
    responses: [{}, { statusCode: '404', selectionPattern: 'NotFound: .*' }],
  };
}

interface Call {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  signed?: boolean;
}

async function call(path: string, { signed: isSigned = false, ...changes }: Call = {}) {
  const plain = {
    method: changes.method ?? 'GET',
    target: `/_aws/execute-api/${apiId}/dev${path}`,
    headers: { Host: `127.0.0.1:${local.port}`, ...changes.headers },
    body: changes.body ?? '',
  };
  const { credentials } = local;
  const request = isSigned ? signed(local, plain, { credentials }) : plain;
  const answer = await send(local, request, agent);
  const record = local.records.get(String(answer.headers['x-workshop-request']))!;
  return { answer, record };
}

/** Calls the function that gives this result. */
const callWith = (result: unknown, headers = {}) =>
  call(`/behave?result=${encodeURIComponent(JSON.stringify(result))}`, { headers });

const failed = (status: number) => ({
  status,
  body: '{"message":"Internal server error"}',
  headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
});

describe('a Lambda proxy integration', () => {
  test('answers with what the function returns', async () => {
    const { answer, record } = await call('/hello');
    expect(answer).toMatchObject({
      status: 200,
      body: '"Hello from Lambda!"',
      headers: { 'content-type': 'application/json' },
    });
    expect(record.integration).toMatchObject({
      type: 'AWS_PROXY',
      functionArn: `arn:aws:lambda:${local.region}:${local.accountId}:function:hello`,
      response: JSON.stringify({ statusCode: 200, body: '"Hello from Lambda!"' }),
      functionPolicy: [expect.objectContaining({ matched: true, sid: 'api-gateway' })],
      functionLog: expect.stringContaining('REPORT'),
    });
  });

  test('finds its function by a stage variable', async () => {
    expect((await call('/by-variable')).answer.status).toBe(200);
  });

  test('{} is 200 with an empty body', async () => {
    expect((await callWith({})).answer).toMatchObject({ status: 200, body: '' });
  });

  test('sends status, headers and repeated headers', async () => {
    const result = {
      statusCode: 418,
      headers: { 'X-A': '1', 'Content-Type': 'text/plain', Date: 'never', 'Content-Length': '1' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: 'short and stout',
    };
    const { answer } = await callWith(result);
    expect(answer).toMatchObject({
      status: 418,
      body: 'short and stout',
      headers: {
        'x-a': '1',
        'content-type': 'text/plain',
        'x-amzn-remapped-date': 'never',
        'x-amzn-remapped-content-length': '1',
        'set-cookie': ['a=1', 'b=2'],
      },
    });
  });

  test('a body in base64 is decoded for who accepts a binary type of the API', async () => {
    const result = { body: 'aGk=', isBase64Encoded: true };
    expect((await callWith(result, { Accept: 'image/png' })).answer.body).toBe('hi');
    expect((await callWith(result, { Accept: 'text/plain' })).answer.body).toBe('aGk=');
  });

  test.each([
    ['the function throws', '/behave?behavior=throw', /NotFound: no such pet/],
    ['the function crashes', '/behave?behavior=crash', /exit/],
  ])('answers 502 when %s', async (_, path, reason) => {
    const { answer, record } = await call(path);
    expect(answer).toMatchObject(failed(502));
    expect(record.integration).toMatchObject({
      functionError: 'Unhandled',
      failure: expect.stringMatching(reason),
    });
  });

  test.each([
    ['a text', 'hello'],
    ['null', null],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an unknown member', { status: 200 }],
  ])('answers 502 when the function returns %s', async (_, result) => {
    const { answer, record } = await callWith(result);
    expect(answer).toMatchObject(failed(502));
    expect(record.integration!.failure).toMatch(/Malformed Lambda proxy response/);
  });

  test.each([
    ['API Gateway may not invoke the function', '/forbidden', /No permission/],
    ['there is no such function', '/missing', /Function not found/],
    ['the method of the integration is not POST', '/wrong-method', /invoked with POST/],
  ])('answers 500 when %s', async (_, path, reason) => {
    const { answer, record } = await call(path);
    expect(answer).toMatchObject(failed(500));
    expect(record.integration!.failure).toMatch(reason);
  });

  test('answers 504 when the function takes longer than the integration waits', async () => {
    const { answer } = await call('/slow');
    expect(answer).toMatchObject({
      status: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
  });

  test('answers 413 when the event is larger than what Lambda takes', async () => {
    const body = 'a'.repeat(6 * 1024 * 1024);
    const { answer } = await call('/pets/7/x', { method: 'POST', body, signed: true });
    expect(answer).toMatchObject({ status: 413, body: '{"message":"Request Too Long"}' });
  });
});

describe('the event of a proxy integration', () => {
  test('holds the whole request and its context', async () => {
    const { answer, record } = await call('/pets/7/a%20b/c?behavior=event&tag=a&tag=b&tag=%C3%A9', {
      method: 'PUT',
      body: '{"name":"Rex"}',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'tester', 'X-Trace': 'abc' },
      signed: true,
    });
    const event = JSON.parse(answer.body);
    expect(event).toEqual({
      resource: '/pets/{id}/{rest+}',
      path: '/pets/7/a%20b/c',
      httpMethod: 'PUT',
      headers: expect.objectContaining({ 'X-Trace': 'abc', 'X-Forwarded-For': '127.0.0.1' }),
      multiValueHeaders: expect.objectContaining({ 'X-Trace': ['abc'] }),
      queryStringParameters: { behavior: 'event', tag: 'é' },
      multiValueQueryStringParameters: { behavior: ['event'], tag: ['a', 'b', 'é'] },
      pathParameters: { id: '7', rest: 'a%20b/c' },
      stageVariables: { function: 'hello' },
      requestContext: {
        resourceId: expect.stringMatching(/^[a-z0-9]{6}$/),
        resourcePath: '/pets/{id}/{rest+}',
        httpMethod: 'PUT',
        extendedRequestId: answer.headers['x-amz-apigw-id'],
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: '/dev/pets/7/a%20b/c',
        accountId: local.accountId,
        protocol: 'HTTP/1.1',
        stage: 'dev',
        domainPrefix: apiId,
        requestTimeEpoch: expect.any(Number),
        requestId: answer.headers['x-amzn-requestid'],
        identity: {
          cognitoIdentityPoolId: null,
          accountId: local.accountId,
          cognitoIdentityId: null,
          caller: expect.stringMatching(/^AIDA/),
          sourceIp: '127.0.0.1',
          principalOrgId: null,
          accessKey: local.credentials.accessKeyId,
          cognitoAuthenticationType: null,
          cognitoAuthenticationProvider: null,
          userArn: `arn:aws:iam::${local.accountId}:user/admin`,
          userAgent: 'tester',
          user: expect.stringMatching(/^AIDA/),
        },
        domainName: `${apiId}.execute-api.${local.region}.amazonaws.com`,
        deploymentId: expect.any(String),
        apiId,
      },
      body: '{"name":"Rex"}',
      isBase64Encoded: false,
    });
    expect(record.authorization).toMatchObject([{ decision: 'allowed' }]);
  });

  test('does not hold the caller’s signature', async () => {
    const { answer } = await call('/pets/7/x?behavior=event', { signed: true });
    const names = Object.keys(JSON.parse(answer.body).headers).map((name) => name.toLowerCase());
    expect(names).toContain('x-amz-date');
    expect(names).not.toContain('authorization');
  });

  test('has null for what the request has not', async () => {
    const { answer } = await call('/behave?behavior=event');
    expect(JSON.parse(answer.body)).toMatchObject({
      body: null,
      pathParameters: null,
      isBase64Encoded: false,
      requestContext: { identity: { userArn: null, accessKey: null } },
    });
  });

  test('holds a body of a binary type of the API in base64', async () => {
    const { answer } = await call('/pets/7/x?behavior=event', {
      method: 'POST',
      body: 'hi',
      headers: { 'Content-Type': 'image/png' },
      signed: true,
    });
    expect(JSON.parse(answer.body)).toMatchObject({ body: 'aGk=', isBase64Encoded: true });
  });
});

describe('a Lambda integration that is no proxy', () => {
  const post = (path: string, event?: unknown) =>
    call(path, { method: 'POST', body: event === undefined ? '' : JSON.stringify(event) });

  test('answers with the whole result of the function', async () => {
    const { answer } = await post('/custom-hello');
    expect(answer).toMatchObject({
      status: 200,
      body: '{"statusCode":200,"body":"\\"Hello from Lambda!\\""}',
    });
  });

  test('passes the body through as the event, an empty one as {}', async () => {
    expect((await post('/custom', { a: 1 })).answer.body).toBe('{"a":1}');
    expect((await post('/custom')).answer.body).toBe('{}');
  });

  test('makes the event by the request template', async () => {
    const { answer } = await call('/custom-template?id=7', { method: 'POST' });
    expect(answer.body).toBe('{"id":"7"}');
  });

  test('an error of the function selects the response by its message', async () => {
    const { answer } = await post('/custom', { behavior: 'throw' });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ errorMessage: 'NotFound: no such pet' });
  });

  test('an error that no pattern matches is answered by the default response', async () => {
    const { answer } = await post('/custom', { behavior: 'crash' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toHaveProperty('errorType');
  });
});
