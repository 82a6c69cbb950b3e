import {
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';

const FUNCTION = 'arn:aws:lambda:ap-northeast-1:123456789012:function:hello';
const URI = `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const PROXY = { type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri: URI } as const;

let account: ApiAccount;
let labels: { restApiId: string; resourceId: string; httpMethod: string };

beforeEach(async () => {
  account = await startWithApi();
  const { client, restApiId, rootId: resourceId } = account;
  labels = { restApiId, resourceId, httpMethod: 'GET' };
  await client.send(new PutMethodCommand({ ...labels, authorizationType: 'NONE' }));
});

afterEach(() => account.stop());

const put = (input: Partial<PutIntegrationCommand['input']> = PROXY) =>
  account.client.send(new PutIntegrationCommand({ type: 'MOCK', ...input, ...labels }));
const get = () => account.client.send(new GetIntegrationCommand(labels));

test('PutIntegration answers 201 with the defaults of API Gateway', async () => {
  const { $metadata, ...integration } = await put();
  expect($metadata.httpStatusCode).toBe(201);
  expect(integration).toEqual({
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: URI,
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    cacheNamespace: labels.resourceId,
    cacheKeyParameters: [],
  });
  expect(await get()).toMatchObject(integration);
  const { methodIntegration } = await account.client.send(new GetMethodCommand(labels));
  expect(methodIntegration).toEqual(integration);
});

test('PutIntegration replaces the integration that is there', async () => {
  await put();
  await put({ type: 'MOCK' });
  const integration = await get();
  expect(integration.type).toBe('MOCK');
  expect(integration).not.toHaveProperty('uri');
});

test.each<[string, Partial<PutIntegrationCommand['input']>, RegExp]>([
  [
    'another type',
    { ...PROXY, type: 'HTTP', uri: 'https://example.com' },
    /^Integrations of type HTTP and HTTP_PROXY are not supported here/,
  ],
  ['no endpoint', { ...PROXY, type: 'HTTP' }, /^Invalid HTTP endpoint specified for URI$/],
  [
    'no method for the backend',
    { type: 'AWS', uri: URI },
    /^Enumeration value for HttpMethod must be non-empty$/,
  ],
  [
    'a URI that is no ARN',
    { ...PROXY, uri: 'https://example.com' },
    /^Invalid ARN specified in the request$/,
  ],
  [
    'the ARN of the function itself',
    { ...PROXY, uri: FUNCTION },
    /^AWS ARN for integration must contain path or action$/,
  ],
  ['a URI of another region', { ...PROXY, uri: URI.replace('north', 'south') }, /^Invalid ARN/],
  [
    'another service behind a proxy integration',
    { ...PROXY, uri: 'arn:aws:apigateway:ap-northeast-1:sqs:path/queue' },
    /^Integrations of type 'AWS_PROXY' currently only supports Lambda function/,
  ],
  [
    'another service',
    { ...PROXY, type: 'AWS', uri: 'arn:aws:apigateway:ap-northeast-1:sqs:path/queue' },
    /^Integrations with another service than Lambda are not supported here/,
  ],
  ['a role to call with', { ...PROXY, credentials: 'arn:aws:iam::1:role/r' }, /not supported here/],
  ['a timeout out of range', { timeoutInMillis: 40 }, /^Timeout should be between 50 ms and 29000/],
  ['an unknown passthroughBehavior', { passthroughBehavior: 'MAYBE' }, /'MAYBE'/],
])('PutIntegration refuses %s', async (_, input, message) => {
  await expect(put(input)).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringMatching(message),
  });
});

test('UpdateIntegration changes templates and method, and refuses what Put would', async () => {
  await put();
  const update = (path: string, value: string) =>
    account.client.send(
      new UpdateIntegrationCommand({
        ...labels,
        patchOperations: [{ op: 'replace', path, value }],
      }),
    );
  await update('/requestTemplates/application~1json', '{}');
  await update('/httpMethod', 'GET');
  await expect(update('/uri', 'x')).rejects.toMatchObject({ name: 'BadRequestException' });
  expect(await get()).toMatchObject({
    httpMethod: 'GET',
    uri: URI,
    requestTemplates: { 'application/json': '{}' },
  });
});

test('DeleteIntegration answers 204, and the integration is gone', async () => {
  await put();
  const { $metadata } = await account.client.send(new DeleteIntegrationCommand(labels));
  expect($metadata.httpStatusCode).toBe(204);
  await expect(get()).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid Integration identifier specified',
  });
});

describe('integration responses', () => {
  const response = () => ({ ...labels, statusCode: '200' });
  const header = 'method.response.header.X-A';
  const putResponse = (input: Partial<PutIntegrationResponseCommand['input']> = {}) =>
    account.client.send(new PutIntegrationResponseCommand({ ...response(), ...input }));

  beforeEach(async () => {
    await put({ type: 'MOCK' });
    const responseParameters = { [header]: true };
    await account.client.send(new PutMethodResponseCommand({ ...response(), responseParameters }));
  });

  test('are put, found, changed and deleted', async () => {
    const { $metadata, ...created } = await putResponse({
      selectionPattern: '2\\d{2}',
      responseParameters: { [header]: "'a'" },
      responseTemplates: { 'application/json': '{}' },
    });
    expect($metadata.httpStatusCode).toBe(201);
    expect(created).toEqual({
      statusCode: '200',
      selectionPattern: '2\\d{2}',
      responseParameters: { [header]: "'a'" },
      responseTemplates: { 'application/json': '{}' },
    });
    expect(await account.client.send(new GetIntegrationResponseCommand(response()))).toMatchObject(
      created,
    );
    const patchOperations = [{ op: 'remove' as const, path: '/selectionPattern' }];
    expect(
      await account.client.send(
        new UpdateIntegrationResponseCommand({ ...response(), patchOperations }),
      ),
    ).not.toHaveProperty('selectionPattern');
    await account.client.send(new DeleteIntegrationResponseCommand(response()));
    await expect(
      account.client.send(new GetIntegrationResponseCommand(response())),
    ).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Response status code specified',
    });
  });

  test('need no method response', async () => {
    const { $metadata } = await putResponse({ statusCode: '404' });
    expect($metadata.httpStatusCode).toBe(201);
  });

  test.each<[string, Partial<PutIntegrationResponseCommand['input']>, string]>([
    [
      'a malformed content type',
      { responseTemplates: { json: '{}' } },
      'Validation Result: warnings : [], errors : [Invalid content type specified: json]',
    ],
    [
      'a header that the method does not declare',
      { responseParameters: { 'method.response.header.X-B': "'b'" } },
      'Invalid mapping expression specified: Validation Result: warnings : [], ' +
        'errors : [Invalid mapping expression parameter specified: method.response.header.X-B]',
    ],
    ['a malformed pattern', { selectionPattern: '(' }, "Invalid selection pattern specified: '('"],
  ])('are refused for %s', async (_, input, message) => {
    await expect(putResponse(input)).rejects.toMatchObject({
      name: 'BadRequestException',
      message,
    });
  });
});
