import {
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  GetStagesCommand,
  GetTagsCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  UpdateDeploymentCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';

let account: ApiAccount;
let restApiId: string;

beforeEach(async () => {
  account = await startWithApi();
  restApiId = account.restApiId;
});

afterEach(() => account.stop());

async function putMethod(withIntegration = true): Promise<void> {
  const labels = { restApiId, resourceId: account.rootId, httpMethod: 'GET' };
  await account.client.send(new PutMethodCommand({ ...labels, authorizationType: 'AWS_IAM' }));
  if (!withIntegration) return;
  await account.client.send(new PutIntegrationCommand({ ...labels, type: 'MOCK' }));
}

const deploy = (input: Partial<CreateDeploymentCommand['input']> = {}) =>
  account.client.send(new CreateDeploymentCommand({ restApiId, ...input }));
const createStage = (input: Partial<CreateStageCommand['input']> = {}) =>
  account.client.send(
    new CreateStageCommand({ restApiId, stageName: 'dev', deploymentId: 'x', ...input }),
  );
const getStage = (stageName = 'dev') =>
  account.client.send(new GetStageCommand({ restApiId, stageName }));

describe('CreateDeployment', () => {
  test('refuses an API without methods', async () => {
    await expect(deploy()).rejects.toMatchObject({
      name: 'BadRequestException',
      message: "The REST API doesn't contain any methods",
    });
  });

  test('refuses a method without integration, and makes no stage', async () => {
    await putMethod(false);
    await expect(deploy({ stageName: 'dev' })).rejects.toThrow('No integration defined for method');
    await expect(getStage()).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('answers 201, and the deployment is found with a summary', async () => {
    await putMethod();
    const { $metadata, ...deployment } = await deploy({ description: 'first' });
    expect($metadata.httpStatusCode).toBe(201);
    expect(deployment).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{6}$/),
      description: 'first',
      createdDate: expect.any(Date),
    });
    const found = await account.client.send(
      new GetDeploymentCommand({ restApiId, deploymentId: deployment.id, embed: ['apisummary'] }),
    );
    expect(found).toMatchObject({
      ...deployment,
      apiSummary: { '/': { GET: { authorizationType: 'AWS_IAM', apiKeyRequired: false } } },
    });
  });

  test('with a stage name creates the stage, and later moves it and keeps its settings', async () => {
    await putMethod();
    const first = await deploy({ stageName: 'dev', variables: { a: '1' } });
    expect(await getStage()).toMatchObject({ deploymentId: first.id, variables: { a: '1' } });
    const second = await deploy({ stageName: 'dev' });
    expect(await getStage()).toMatchObject({ deploymentId: second.id, variables: { a: '1' } });
    const { items } = await account.client.send(new GetDeploymentsCommand({ restApiId }));
    expect(items!.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('refuses a stage name with strange characters, and deploys nothing', async () => {
    await putMethod();
    await expect(deploy({ stageName: 'a b' })).rejects.toThrow(
      'Stage name only allows a-zA-Z0-9_-',
    );
    const { items } = await account.client.send(new GetDeploymentsCommand({ restApiId }));
    expect(items ?? []).toEqual([]);
  });
});

test('a deployment can be described again, and deleted once no stage uses it', async () => {
  await putMethod();
  const { id: deploymentId } = await deploy({ stageName: 'dev' });
  const patchOperations = [{ op: 'replace' as const, path: '/description', value: 'new' }];
  expect(
    await account.client.send(
      new UpdateDeploymentCommand({ restApiId, deploymentId, patchOperations }),
    ),
  ).toMatchObject({ description: 'new' });

  const deleteIt = () =>
    account.client.send(new DeleteDeploymentCommand({ restApiId, deploymentId }));
  await expect(deleteIt()).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Active stages pointing to this deployment must be moved or deleted',
  });
  await account.client.send(new DeleteStageCommand({ restApiId, stageName: 'dev' }));
  expect((await deleteIt()).$metadata.httpStatusCode).toBe(202);
  await expect(deleteIt()).rejects.toThrow('Invalid Deployment identifier specified');
});

describe('stages', () => {
  let deploymentId: string;

  beforeEach(async () => {
    await putMethod();
    deploymentId = (await deploy()).id!;
  });

  test('CreateStage answers 201 with the defaults of API Gateway', async () => {
    const { $metadata, ...stage } = await createStage({
      deploymentId,
      description: 'for all',
      variables: { color: 'blue' },
      tags: { owner: 'me' },
    });
    expect($metadata.httpStatusCode).toBe(201);
    expect(stage).toEqual({
      stageName: 'dev',
      deploymentId,
      description: 'for all',
      variables: { color: 'blue' },
      tags: { owner: 'me' },
      cacheClusterEnabled: false,
      cacheClusterStatus: 'NOT_AVAILABLE',
      methodSettings: {},
      tracingEnabled: false,
      createdDate: expect.any(Date),
      lastUpdatedDate: expect.any(Date),
    });
    expect(await getStage()).toMatchObject(stage);
    const resourceArn = `arn:aws:apigateway:${account.local.region}::/restapis/${restApiId}/stages/dev`;
    expect(await account.client.send(new GetTagsCommand({ resourceArn }))).toMatchObject({
      tags: { owner: 'me' },
    });
  });

  test('CreateStage refuses a second of the name, and a deployment that does not exist', async () => {
    await createStage({ deploymentId });
    await expect(createStage({ deploymentId })).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Stage already exists',
    });
    await expect(createStage({ stageName: 'prod' })).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Deployment identifier specified',
    });
  });

  test.each<Record<string, string>>([{ 'a-b': 'c' }, { a: 'ü' }, { a: '' }])(
    'CreateStage refuses the variables %j',
    async (variables) => {
      await expect(createStage({ deploymentId, variables })).rejects.toThrow(
        /^Invalid stage variable/,
      );
    },
  );

  test('GetStages lists all, or those of one deployment', async () => {
    await createStage({ deploymentId });
    const { id: other } = await deploy({ stageName: 'prod' });
    const names = async (of?: string) => {
      const { item } = await account.client.send(
        new GetStagesCommand({ restApiId, deploymentId: of }),
      );
      return item!.map(({ stageName }) => stageName);
    };
    expect(await names()).toEqual(['dev', 'prod']);
    expect(await names(other)).toEqual(['prod']);
  });

  test('UpdateStage moves the stage and changes its variables', async () => {
    await createStage({ deploymentId, variables: { a: '1', b: '2' } });
    const { id: next } = await deploy();
    const updated = await account.client.send(
      new UpdateStageCommand({
        restApiId,
        stageName: 'dev',
        patchOperations: [
          { op: 'replace', path: '/deploymentId', value: next },
          { op: 'replace', path: '/variables/a', value: '3' },
          { op: 'remove', path: '/variables/b' },
        ],
      }),
    );
    expect(updated).toMatchObject({ deploymentId: next, variables: { a: '3' } });
  });

  test('UpdateStage refuses a deployment that does not exist', async () => {
    await createStage({ deploymentId });
    const patchOperations = [{ op: 'replace' as const, path: '/deploymentId', value: 'x' }];
    await expect(
      account.client.send(new UpdateStageCommand({ restApiId, stageName: 'dev', patchOperations })),
    ).rejects.toThrow('Invalid Deployment identifier specified');
  });

  test('DeleteStage answers 202, and the stage is gone', async () => {
    await createStage({ deploymentId });
    const { $metadata } = await account.client.send(
      new DeleteStageCommand({ restApiId, stageName: 'dev' }),
    );
    expect($metadata.httpStatusCode).toBe(202);
    await expect(getStage()).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid stage identifier specified',
    });
  });
});
