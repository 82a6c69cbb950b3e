import * as apiGateway from '@aws-sdk/client-api-gateway';
import { type ApiAccount, startWithApi } from '../../testing/api-account';
import { createUser } from '../../testing/identities';
import { apiGatewayService } from '.';
import { demandsOf } from './demands';

let account: ApiAccount;

beforeAll(async () => {
  account = await startWithApi();
});

afterAll(() => account.stop());

const call = () => ({ cloud: { region: 'eu-west-1' } }) as Parameters<typeof demandsOf>[2];

test.each([
  ['GetRestApis', {}, 'GET', '/restapis'],
  ['CreateRestApi', { name: 'a' }, 'POST', '/restapis'],
  ['DeleteRestApi', { restApiId: 'a' }, 'DELETE', '/restapis/a'],
  ['UpdateStage', { restApiId: 'a', stageName: 'dev' }, 'PATCH', '/restapis/a/stages/dev'],
  [
    'PutIntegration',
    { restApiId: 'a', resourceId: 'b', httpMethod: 'GET' },
    'PUT',
    '/restapis/a/resources/b/methods/GET/integration',
  ],
  [
    'TagResource',
    { resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/a' },
    'PUT',
    '/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fa',
  ],
])('%s %j needs apigateway:%s on %s', (operation, input, method, path) => {
  expect(demandsOf(operation, input, call())).toEqual([
    { action: `apigateway:${method}`, resource: `arn:aws:apigateway:eu-west-1::${path}` },
  ]);
});

test('every operation is one that the client has, and has a demand', () => {
  for (const name of Object.keys(apiGatewayService(() => ({})).operations)) {
    expect(apiGateway).toHaveProperty(`${name}$`);
    expect(demandsOf(name, {}, call())).toHaveLength(1);
  }
});

test('a caller without permission is refused, one with it may', async () => {
  const { local, restApiId } = account;
  const { url: endpoint, region } = local;
  const getRestApi = async (userName: string, Action: string) => {
    const Resource = `arn:aws:apigateway:${region}::/restapis/${restApiId}`;
    const statements = [{ Effect: 'Allow', Action, Resource }];
    const credentials = await createUser(local, userName, statements);
    const client = new apiGateway.APIGatewayClient({
      endpoint,
      region,
      credentials,
      maxAttempts: 1,
    });
    return client
      .send(new apiGateway.GetRestApiCommand({ restApiId }))
      .finally(() => client.destroy());
  };
  expect(await getRestApi('reader', 'apigateway:GET')).toMatchObject({ id: restApiId });
  await expect(getRestApi('writer', 'apigateway:POST')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 403 },
  });
});
