import { Agent } from 'node:http';
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { type LocalAws, startLocalAws } from '../..';
import { apiGatewayClient, createApi, deploy, type TestMethod } from '../../testing/api';
import { send } from '../../testing/request';

let local: LocalAws;
let client: APIGatewayClient;
let agent: Agent;

beforeAll(async () => {
  local = await startLocalAws();
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
});

afterAll(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

/** Deploys one MOCK method, POST on /pets/{id}, and calls it. */
async function callMock(
  { integration, responses }: Partial<TestMethod>,
  { body = '', headers = {}, query = '' } = {},
) {
  const apiId = await createApi(client, [
    {
      path: '/pets/{id}',
      method: { httpMethod: 'POST' },
      ...(integration && { integration }),
      ...(responses && { responses }),
    },
  ]);
  await deploy(client, apiId, 'dev', { color: 'blue' });
  const target = `/_aws/execute-api/${apiId}/dev/pets/7${query}`;
  const host = { Host: `127.0.0.1:${local.port}` };
  const answer = await send(
    local,
    { method: 'POST', target, headers: { ...host, ...headers }, body },
    agent,
  );
  const record = local.records.get(String(answer.headers['x-workshop-request']))!;
  return { answer, record };
}

describe('a MOCK integration', () => {
  test('answers with an empty body where there is no response template', async () => {
    const { answer, record } = await callMock({});
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(record.integration).toEqual({
      type: 'MOCK',
      request: '{"statusCode": 200}',
      integrationResponse: '200',
    });
  });

  test('fills in its response template', async () => {
    const template = [
      '{"stage": "$context.stage", "method": "$context.httpMethod", "color": "$stageVariables.color"',
      '"id": "$input.params(\'id\')", "q": "$input.params(\'q\')", "h": "$input.params(\'X-Name\')"}',
    ].join(', ');
    const { answer } = await callMock(
      { responses: [{ responseTemplates: { 'application/json': template } }] },
      { query: '?q=a%20b', headers: { 'X-Name': 'me' } },
    );
    expect(JSON.parse(answer.body)).toEqual({
      stage: 'dev',
      method: 'POST',
      color: 'blue',
      id: '7',
      q: 'a b',
      h: 'me',
    });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('sends the headers of its response parameters', async () => {
    const { answer } = await callMock({
      responses: [
        {
          responseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'*'",
            'method.response.header.X-Stage': 'context.stage',
            'method.response.header.X-Color': 'stageVariables.color',
          },
        },
      ],
    });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-stage': 'dev',
      'x-color': 'blue',
    });
  });

  test('takes a status code whose name has no quotes', async () => {
    const { answer } = await callMock({
      integration: { requestTemplates: { 'application/json': '{ statusCode: 200 }' } },
    });
    expect(answer.status).toBe(200);
  });

  test('takes the integration response whose pattern matches the status code', async () => {
    const { answer } = await callMock({
      integration: { requestTemplates: { 'application/json': '{"statusCode": 404}' } },
      responses: [{ statusCode: '404', selectionPattern: '4\\d{2}' }],
    });
    expect(answer.status).toBe(404);
  });

  test('takes the default where no pattern matches', async () => {
    const { answer } = await callMock({
      integration: { requestTemplates: { 'application/json': '{"statusCode": 500}' } },
      responses: [{ statusCode: '202' }],
    });
    expect(answer.status).toBe(202);
  });

  test('takes the template for the type that the caller accepts', async () => {
    const responseTemplates = { 'application/json': '{}', 'text/plain': 'plain' };
    const { answer } = await callMock(
      { responses: [{ responseTemplates }] },
      { headers: { Accept: 'text/plain' } },
    );
    expect(answer).toMatchObject({ body: 'plain', headers: { 'content-type': 'text/plain' } });
  });

  test('passes a body through that no template is for', async () => {
    const { answer } = await callMock(
      {},
      { body: '{"statusCode": 200}', headers: { 'Content-Type': 'text/plain' } },
    );
    expect(answer.status).toBe(200);
  });

  test.each(['NEVER', 'WHEN_NO_TEMPLATES'])(
    'refuses a type without a template where passthroughBehavior is %s',
    async (passthroughBehavior) => {
      const { answer, record } = await callMock(
        { integration: { passthroughBehavior } },
        { body: 'hi', headers: { 'Content-Type': 'text/plain' } },
      );
      expect(answer).toMatchObject({
        status: 415,
        body: '{"message":"Unsupported Media Type"}',
        headers: { 'x-amzn-errortype': 'BadRequestException' },
      });
      expect(record.integration!.failure).toMatch(/no request template for text\/plain/);
    },
  );

  test.each<[string, Partial<TestMethod>, RegExp]>([
    [
      'no integration response matches',
      { responses: [{ selectionPattern: '5\\d{2}' }] },
      /No match for output mapping and no default output mapping configured/,
    ],
    [
      'the request template gives no status code',
      { integration: { requestTemplates: { 'application/json': '{}' } } },
      /Unable to parse statusCode/,
    ],
    [
      'the request template gives no JSON',
      { integration: { requestTemplates: { 'application/json': 'hello' } } },
      /Unable to parse statusCode/,
    ],
    [
      'a template uses what is not supported',
      { responses: [{ responseTemplates: { 'application/json': '#set($a = 1)' } }] },
      /uses #set, which local AWS does not support/,
    ],
  ])('answers 500 when %s, and the record says why', async (_, method, reason) => {
    const { answer, record } = await callMock(method);
    expect(answer).toMatchObject({
      status: 500,
      body: '{"message": "Internal server error"}',
      headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
    });
    expect(record.integration!.failure).toMatch(reason);
  });
});
