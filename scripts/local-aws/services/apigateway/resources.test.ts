import {
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourceCommand,
  GetResourcesCommand,
  PutMethodCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';

let account: ApiAccount;

beforeEach(async () => {
  account = await startWithApi();
});

afterEach(() => account.stop());

const create = (pathPart: string, parentId = account.rootId) =>
  account.client.send(
    new CreateResourceCommand({ restApiId: account.restApiId, parentId, pathPart }),
  );

async function paths(): Promise<(string | undefined)[]> {
  const { restApiId } = account;
  const { items = [] } = await account.client.send(new GetResourcesCommand({ restApiId }));
  return items.map(({ path }) => path).sort();
}

test('a new API has its root only', async () => {
  expect(await paths()).toEqual(['/']);
});

test('CreateResource answers 201 with the path', async () => {
  const { id: parentId } = await create('pets');
  const { $metadata, ...resource } = await create('{id}', parentId);
  expect($metadata.httpStatusCode).toBe(201);
  expect(resource).toEqual({
    id: expect.stringMatching(/^[a-z0-9]{6}$/),
    parentId,
    pathPart: '{id}',
    path: '/pets/{id}',
  });
});

describe('CreateResource refuses', () => {
  test.each(['a b', 'a/b', '', '{a', '{a}b', '{+}'])('the path part "%s"', async (pathPart) => {
    await expect(create(pathPart)).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  test('a second resource of the same name', async () => {
    await create('pets');
    await expect(create('pets')).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Another resource with the same parent already has this name: pets',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test.each(['{name}', '{proxy+}'])('the variable %s beside another one', async (pathPart) => {
    await create('{id}');
    await expect(create(pathPart)).rejects.toThrow(
      'A sibling ({id}) of this resource already has a variable path part -- only one is allowed',
    );
  });

  test('a child of a greedy resource', async () => {
    const { id } = await create('{proxy+}');
    await expect(create('a', id)).rejects.toThrow(
      'Cannot create a child of a resource with a greedy path variable: {proxy+}',
    );
  });

  test('a parent that does not exist', async () => {
    await expect(create('a', 'nobody')).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Resource identifier specified',
    });
  });
});

test('methods are shown by name, or whole when they are embedded', async () => {
  const { restApiId, rootId: resourceId } = account;
  await account.client.send(
    new PutMethodCommand({ restApiId, resourceId, httpMethod: 'GET', authorizationType: 'NONE' }),
  );
  const get = (embed?: string[]) =>
    account.client.send(new GetResourceCommand({ restApiId, resourceId, embed }));
  expect((await get()).resourceMethods).toEqual({ GET: {} });
  expect((await get(['methods'])).resourceMethods).toMatchObject({
    GET: { authorizationType: 'NONE' },
  });
  const { items = [] } = await account.client.send(
    new GetResourcesCommand({ restApiId, embed: ['methods'] }),
  );
  expect(items[0]!.resourceMethods).toMatchObject({ GET: { authorizationType: 'NONE' } });
});

test('a renamed or moved resource takes all below it along', async () => {
  const { restApiId } = account;
  const { id: resourceId } = await create('pets');
  const { id: child } = await create('{id}', resourceId);
  const { id: parentId } = await create('v2');
  await account.client.send(
    new UpdateResourceCommand({
      restApiId,
      resourceId,
      patchOperations: [
        { op: 'replace', path: '/pathPart', value: 'animals' },
        { op: 'replace', path: '/parentId', value: parentId },
      ],
    }),
  );
  expect(await paths()).toEqual(['/', '/v2', '/v2/animals', '/v2/animals/{id}']);
  const below = { op: 'replace' as const, path: '/parentId', value: child };
  await expect(
    account.client.send(
      new UpdateResourceCommand({ restApiId, resourceId, patchOperations: [below] }),
    ),
  ).rejects.toThrow('Resources cannot be cyclical.');
});

test('DeleteResource removes all below, but never the root', async () => {
  const { restApiId, rootId } = account;
  const { id: resourceId } = await create('pets');
  await create('{id}', resourceId);
  await account.client.send(new DeleteResourceCommand({ restApiId, resourceId }));
  expect(await paths()).toEqual(['/']);
  await expect(
    account.client.send(new DeleteResourceCommand({ restApiId, resourceId: rootId })),
  ).rejects.toThrow('Root resource cannot be deleted');
});
