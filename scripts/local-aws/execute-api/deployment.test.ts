import { Agent } from 'node:http';
import {
  type APIGatewayClient,
  CreateStageCommand,
  DeleteMethodCommand,
  GetResourcesCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { type LocalAws, ManualClock, startLocalAws } from '..';
import { apiGatewayClient, createApi, deploy, putMethod } from '../testing/api';
import { send } from '../testing/request';

const DELAY_MS = 5000;
const STAGE_COLOR = { 'application/json': '"$stageVariables.color in $context.stage"' };

let local: LocalAws;
let clock: ManualClock;
let client: APIGatewayClient;
let agent: Agent;
let apiId: string;
let rootId: string;

beforeEach(async () => {
  clock = new ManualClock(new Date());
  local = await startLocalAws({ clock });
  agent = new Agent({ keepAlive: true });
  client = apiGatewayClient(local);
  apiId = await createApi(client, [
    {
      path: '/',
      method: { httpMethod: 'GET' },
      responses: [{ responseTemplates: STAGE_COLOR }],
    },
  ]);
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId: apiId }));
  rootId = items[0]!.id!;
});

afterEach(async () => {
  agent.destroy();
  client.destroy();
  await local.stop();
});

const call = (stage: string, path = '/', method = 'GET') =>
  send(
    local,
    {
      method,
      target: `/_aws/execute-api/${apiId}/${stage}${path}`,
      headers: { Host: `127.0.0.1:${local.port}` },
      body: '',
    },
    agent,
  );

const rootMethod = () => ({ restApiId: apiId, resourceId: rootId, httpMethod: 'GET' });

test('an API that is not deployed is served nowhere', async () => {
  expect(await call('dev')).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
});

test('a changed authorization takes effect with the next deployment', async () => {
  await deploy(client, apiId);
  const patchOperations = [
    { op: 'replace' as const, path: '/authorizationType', value: 'AWS_IAM' },
  ];
  await client.send(new UpdateMethodCommand({ ...rootMethod(), patchOperations }));
  expect(await call('dev')).toMatchObject({ status: 200 });
  await deploy(client, apiId);
  const body = '{"message":"Missing Authentication Token"}';
  expect(await call('dev')).toMatchObject({ status: 403, body });
});

test('new, changed and deleted methods take effect with the next deployment', async () => {
  await deploy(client, apiId);
  await putMethod(client, apiId, { path: '/new', method: { httpMethod: 'POST' } });
  await client.send(
    new UpdateIntegrationResponseCommand({
      ...rootMethod(),
      statusCode: '200',
      patchOperations: [
        { op: 'replace', path: '/responseTemplates/application~1json', value: '"changed"' },
      ],
    }),
  );
  expect(await call('dev', '/new', 'POST')).toMatchObject({ status: 403 });
  expect(await call('dev')).toMatchObject({ status: 200, body: '" in dev"' });
  await deploy(client, apiId);
  expect(await call('dev', '/new', 'POST')).toMatchObject({ status: 200 });
  expect(await call('dev')).toMatchObject({ status: 200, body: '"changed"' });
  await client.send(new DeleteMethodCommand(rootMethod()));
  expect(await call('dev')).toMatchObject({ status: 200 });
  await deploy(client, apiId);
  expect(await call('dev')).toMatchObject({ status: 403 });
});

test('each stage serves its own deployment with its own variables', async () => {
  const first = await deploy(client, apiId, 'dev', { color: 'blue' });
  await client.send(
    new CreateStageCommand({
      restApiId: apiId,
      stageName: 'prod',
      deploymentId: first,
      variables: { color: 'red' },
    }),
  );
  await putMethod(client, apiId, { path: '/new', method: { httpMethod: 'GET' } });
  await deploy(client, apiId, 'dev');
  expect(await call('dev')).toMatchObject({ body: '"blue in dev"' });
  expect(await call('prod')).toMatchObject({ body: '"red in prod"' });
  expect(await call('dev', '/new')).toMatchObject({ status: 200 });
  expect(await call('prod', '/new')).toMatchObject({ status: 403 });
});

test('a stage can be pointed back to an earlier deployment, and its variables changed', async () => {
  const first = await deploy(client, apiId);
  await client.send(new DeleteMethodCommand(rootMethod()));
  await putMethod(client, apiId, { path: '/new', method: { httpMethod: 'GET' } });
  await deploy(client, apiId);
  expect(await call('dev')).toMatchObject({ status: 403 });
  await client.send(
    new UpdateStageCommand({
      restApiId: apiId,
      stageName: 'dev',
      patchOperations: [
        { op: 'replace', path: '/deploymentId', value: first },
        { op: 'replace', path: '/variables/color', value: 'green' },
      ],
    }),
  );
  expect(await call('dev')).toMatchObject({ status: 200, body: '"green in dev"' });
});

test('an API whose default endpoint is disabled is not served', async () => {
  await deploy(client, apiId);
  const patchOperations = [
    { op: 'replace' as const, path: '/disableExecuteApiEndpoint', value: 'true' },
  ];
  await client.send(new UpdateRestApiCommand({ restApiId: apiId, patchOperations }));
  expect(await call('dev')).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
});

test('where deployments take a while, the stage serves the earlier one until then', async () => {
  await local.stop();
  client.destroy();
  local = await startLocalAws({ clock, reality: { propagation: { deployment: DELAY_MS } } });
  client = apiGatewayClient(local);
  apiId = await createApi(client, [{ path: '/', method: { httpMethod: 'GET' } }]);
  await deploy(client, apiId);
  expect(await call('dev')).toMatchObject({ status: 403 });
  clock.advance(DELAY_MS);
  expect(await call('dev')).toMatchObject({ status: 200 });
  await putMethod(client, apiId, { path: '/new', method: { httpMethod: 'GET' } });
  await deploy(client, apiId);
  expect(await call('dev')).toMatchObject({ status: 200 });
  expect(await call('dev', '/new')).toMatchObject({ status: 403 });
  clock.advance(DELAY_MS);
  expect(await call('dev', '/new')).toMatchObject({ status: 200 });
});
