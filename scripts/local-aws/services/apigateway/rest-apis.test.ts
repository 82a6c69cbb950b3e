import {
  CreateRestApiCommand,
  DeleteRestApiCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetTagsCommand,
  type PatchOperation,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
  ],
});

let account: ApiAccount;

beforeAll(async () => {
  account = await startWithApi();
});

afterAll(() => account.stop());

const create = (input: Partial<CreateRestApiCommand['input']> = {}) =>
  account.client.send(new CreateRestApiCommand({ name: 'pets', ...input }));
const update = (restApiId: string, ...patchOperations: PatchOperation[]) =>
  account.client.send(new UpdateRestApiCommand({ restApiId, patchOperations }));

describe('CreateRestApi', () => {
  test('answers 201 with the defaults of API Gateway', async () => {
    const { $metadata, ...api } = await create({ description: 'of a shop' });
    expect($metadata.httpStatusCode).toBe(201);
    expect(api).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{10}$/),
      name: 'pets',
      description: 'of a shop',
      createdDate: expect.any(Date),
      apiKeySource: 'HEADER',
      disableExecuteApiEndpoint: false,
      endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4' },
      rootResourceId: expect.stringMatching(/^[a-z0-9]{10}$/),
    });
  });

  test('refuses an empty name', async () => {
    await expect(create({ name: ' ' })).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test.each<[string, Partial<CreateRestApiCommand['input']>, string]>([
    ['an empty description', { description: '' }, 'Description cannot be an empty string'],
    [
      'no endpoint type',
      { endpointConfiguration: { types: [] } },
      'REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.',
    ],
    [
      'two endpoint types',
      { endpointConfiguration: { types: ['EDGE', 'REGIONAL'] } },
      'Cannot create an api with multiple Endpoint Types.',
    ],
    [
      'a compression size below 0, after the description',
      { minimumCompressionSize: -1 },
      'Invalid minimum compression size, must be between 0 and 10485760',
    ],
  ])('refuses %s', async (_case, input, message) => {
    await expect(create(input)).rejects.toMatchObject({ name: 'BadRequestException', message });
  });

  test('reports all violations of the model at once', async () => {
    const types = ['wrong' as 'EDGE'];
    const input = { endpointConfiguration: { types, ipAddressType: 'ipv6' as 'ipv4' } };
    await expect(create(input)).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "2 validation errors detected: Value '[wrong]' at " +
        "'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member " +
        'must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]; ' +
        "Value 'ipv6' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to " +
        'satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]',
    });
  });

  test('refuses a document that is not a policy', async () => {
    await expect(create({ policy: '{"Statement": []}' })).rejects.toThrow(
      /^Invalid policy document\. Please check the policy syntax and ensure that Principals are valid\./,
    );
  });

  test('refuses to clone', async () => {
    await expect(create({ cloneFrom: account.restApiId })).rejects.toThrow(/not supported here/);
  });
});

describe('GetRestApi', () => {
  test('finds what was created', async () => {
    const { $metadata: _, ...created } = await create({ tags: { owner: 'me' } });
    const { $metadata, ...found } = await account.client.send(
      new GetRestApiCommand({ restApiId: created.id }),
    );
    expect($metadata.httpStatusCode).toBe(200);
    expect(found).toEqual(created);
  });

  test('names account and id of an API that does not exist', async () => {
    await expect(
      account.client.send(new GetRestApiCommand({ restApiId: 'nothing' })),
    ).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid API identifier specified 123456789012:nothing',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('is not misled by a name that every object has', async () => {
    await expect(
      account.client.send(new GetRestApiCommand({ restApiId: 'constructor' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

test('GetRestApis answers page by page', async () => {
  await create();
  await create();
  const ids: (string | undefined)[] = [];
  let position: string | undefined;
  do {
    const page = await account.client.send(new GetRestApisCommand({ limit: 2, position }));
    expect(page.items!.length).toBeLessThanOrEqual(2);
    ids.push(...page.items!.map(({ id }) => id));
    position = page.position;
  } while (position);
  const all = await account.client.send(new GetRestApisCommand({ limit: 500 }));
  expect(ids).toEqual(all.items!.map(({ id }) => id));
});

describe('UpdateRestApi', () => {
  test('changes texts, flags, lists and the endpoint type', async () => {
    const { id } = await create({ description: 'old', binaryMediaTypes: ['image/png'] });
    const updated = await update(
      id!,
      { op: 'replace', path: '/name', value: 'dogs' },
      { op: 'remove', path: '/description' },
      { op: 'replace', path: '/disableExecuteApiEndpoint', value: 'true' },
      { op: 'add', path: '/binaryMediaTypes/image~1*' },
      { op: 'remove', path: '/binaryMediaTypes/image~1png' },
      { op: 'replace', path: '/endpointConfiguration/types/EDGE', value: 'REGIONAL' },
    );
    expect(updated).toMatchObject({
      name: 'dogs',
      disableExecuteApiEndpoint: true,
      binaryMediaTypes: ['image/*'],
      endpointConfiguration: { types: ['REGIONAL'] },
    });
    expect(updated).not.toHaveProperty('description');
  });

  test('sets and removes the policy, which is shown with its quotes escaped', async () => {
    const { id } = await create();
    const { policy } = await update(id!, { op: 'replace', path: '/policy', value: POLICY });
    expect(JSON.parse(`"${policy}"`)).toBe(POLICY);
    expect(await update(id!, { op: 'remove', path: '/policy' })).not.toHaveProperty('policy');
  });

  test.each<[PatchOperation, RegExp]>([
    [{ op: 'replace', path: '/color', value: 'red' }, /^Invalid patch path \/color$/],
    [
      { op: 'test', path: '/name', value: 'red' },
      /^Invalid patch operation specified\. Must be one of: \[replace\]$/,
    ],
    [
      { op: 'replace', path: '/minimumCompressionSize', value: 'x' },
      /^Invalid minimum compression size/,
    ],
    [{ op: 'replace', path: '/policy', value: '{' }, /^Invalid policy document/],
    [{ op: 'remove', path: '/name' }, /^Invalid patch operation specified/],
    [{ op: 'replace', path: '/name', value: '' }, /^Invalid REST API name/],
    [{ op: 'add', path: '/binaryMediaTypes' }, /^Invalid patch path \/binaryMediaTypes$/],
  ])('refuses %j and changes nothing', async (operation, message) => {
    const { $metadata: _, ...before } = await create({ description: 'old' });
    const first = { op: 'replace' as const, path: '/description', value: 'new' };
    await expect(update(before.id!, first, operation)).rejects.toThrow(message);
    expect(
      await account.client.send(new GetRestApiCommand({ restApiId: before.id })),
    ).toMatchObject(before);
  });
});

test('DeleteRestApi answers 202, and the API is gone', async () => {
  const { id: restApiId } = await create();
  const { $metadata } = await account.client.send(new DeleteRestApiCommand({ restApiId }));
  expect($metadata.httpStatusCode).toBe(202);
  await expect(account.client.send(new DeleteRestApiCommand({ restApiId }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

describe('tags', () => {
  test('are added, replaced and removed', async () => {
    const { id } = await create({ tags: { a: '1' } });
    const resourceArn = `arn:aws:apigateway:${account.local.region}::/restapis/${id}`;
    await account.client.send(new TagResourceCommand({ resourceArn, tags: { a: '2', b: '3' } }));
    await account.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b'] }));
    expect(await account.client.send(new GetTagsCommand({ resourceArn }))).toMatchObject({
      tags: { a: '2' },
    });
    const { tags } = await account.client.send(new GetRestApiCommand({ restApiId: id }));
    expect(tags).toEqual({ a: '2' });
  });

  test('are refused for what cannot have any', async () => {
    const resourceArn = 'arn:aws:apigateway:ap-northeast-1::/account';
    await expect(account.client.send(new GetTagsCommand({ resourceArn }))).rejects.toThrow(
      `Invalid resource ARN specified: ${resourceArn}`,
    );
  });
});
