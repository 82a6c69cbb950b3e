import {
  DeleteMethodCommand,
  DeleteMethodResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';

let account: ApiAccount;
let labels: { restApiId: string; resourceId: string; httpMethod: string };

beforeEach(async () => {
  account = await startWithApi();
  const { restApiId, rootId: resourceId } = account;
  labels = { restApiId, resourceId, httpMethod: 'GET' };
});

afterEach(() => account.stop());

const put = (input: Partial<PutMethodCommand['input']> = {}) =>
  account.client.send(new PutMethodCommand({ ...labels, authorizationType: 'AWS_IAM', ...input }));
const get = () => account.client.send(new GetMethodCommand(labels));

test('PutMethod answers 201, and GetMethod finds the method', async () => {
  const { $metadata, ...method } = await put({ operationName: 'hello' });
  expect($metadata.httpStatusCode).toBe(201);
  expect(method).toEqual({
    httpMethod: 'GET',
    authorizationType: 'AWS_IAM',
    apiKeyRequired: false,
    operationName: 'hello',
  });
  expect(await get()).toMatchObject(method);
});

test.each<[string, Partial<PutMethodCommand['input']>, string]>([
  [
    'an unknown HTTP method',
    { httpMethod: 'FETCH' },
    'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY',
  ],
  [
    'an authorizer that does not exist',
    { authorizationType: 'CUSTOM' },
    'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or ' +
      'COGNITO_USER_POOLS requires a valid authorizer.',
  ],
  [
    'an unknown authorization type',
    { authorizationType: 'IAM' },
    "Invalid authorization type specified: 'IAM'. Use NONE or AWS_IAM",
  ],
  [
    'a request parameter of no known place',
    { requestParameters: { 'method.request.cookie.a': true } },
    'Invalid mapping expression specified: Validation Result: warnings : [], errors : ' +
      '[Invalid mapping expression specified: method.request.cookie.a]',
  ],
  [
    'two request parameters of one name',
    {
      requestParameters: { 'method.request.header.a': true, 'method.request.querystring.a': true },
    },
    'Parameter names must be unique across querystring, header and path',
  ],
  [
    'a model that does not exist',
    { requestModels: { 'application/json': 'Pet' } },
    'Invalid model identifier specified: Pet',
  ],
])('PutMethod refuses %s', async (_, input, message) => {
  await expect(put(input)).rejects.toMatchObject({ name: 'BadRequestException', message });
});

test('PutMethod refuses a method that already exists', async () => {
  await put();
  await expect(put()).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Method already exists for this resource',
  });
});

test('UpdateMethod changes the authorization', async () => {
  await put();
  const replace = (value: string) =>
    account.client.send(
      new UpdateMethodCommand({
        ...labels,
        patchOperations: [{ op: 'replace', path: '/authorizationType', value }],
      }),
    );
  expect(await replace('NONE')).toMatchObject({ authorizationType: 'NONE' });
  await expect(replace('CUSTOM')).rejects.toThrow(/^Invalid authorizer ID/);
  expect(await get()).toMatchObject({ authorizationType: 'NONE' });
});

test('a method of an API that does not exist is reported as a missing resource', async () => {
  const get = new GetMethodCommand({ ...labels, restApiId: 'nothing' });
  await expect(account.client.send(get)).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid Resource identifier specified',
  });
});

test('UpdateMethod changes what is required', async () => {
  await put();
  const updated = await account.client.send(
    new UpdateMethodCommand({
      ...labels,
      patchOperations: [
        { op: 'replace', path: '/apiKeyRequired', value: 'true' },
        { op: 'add', path: '/requestParameters/method.request.querystring.page', value: 'true' },
      ],
    }),
  );
  expect(updated).toMatchObject({
    apiKeyRequired: true,
    requestParameters: { 'method.request.querystring.page': true },
  });
});

test('DeleteMethod answers 204, and the method is gone', async () => {
  await put();
  const { $metadata } = await account.client.send(new DeleteMethodCommand(labels));
  expect($metadata.httpStatusCode).toBe(204);
  await expect(get()).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Invalid Method identifier specified',
  });
});

describe('method responses', () => {
  const header = 'method.response.header.X-A';
  const putResponse = (statusCode = '200', name = header) =>
    account.client.send(
      new PutMethodResponseCommand({
        ...labels,
        statusCode,
        responseParameters: { [name]: false },
        responseModels: { 'application/json': 'Empty' },
      }),
    );
  const response = () => ({ ...labels, statusCode: '200' });

  beforeEach(() => put());

  test('are put, found, changed and deleted', async () => {
    const { $metadata, ...created } = await putResponse();
    expect($metadata.httpStatusCode).toBe(201);
    expect(await account.client.send(new GetMethodResponseCommand(response()))).toMatchObject(
      created,
    );
    const patchOperations = [
      { op: 'add' as const, path: '/responseParameters/method.response.header.X-B', value: 'true' },
    ];
    expect(
      await account.client.send(
        new UpdateMethodResponseCommand({ ...response(), patchOperations }),
      ),
    ).toMatchObject({
      responseParameters: { [header]: false, 'method.response.header.X-B': true },
    });
    expect((await get()).methodResponses).toHaveProperty('200');
    await account.client.send(new DeleteMethodResponseCommand(response()));
    await expect(
      account.client.send(new GetMethodResponseCommand(response())),
    ).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Response status code specified',
    });
  });

  test('are refused twice, for no status code, and for a strange parameter', async () => {
    await putResponse();
    await expect(putResponse()).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Response already exists for this resource',
    });
    await expect(putResponse('ok')).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'ok' at 'statusCode' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [1-5]\\d\\d',
    });
    await expect(putResponse('404', 'X-A')).rejects.toThrow(/^Invalid mapping expression/);
  });
});
