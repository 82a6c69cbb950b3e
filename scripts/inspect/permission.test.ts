import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { createClients, destroyClients } from '../account/clients';
import { inspectPermission } from './permission';
import {
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  startLocalAccount,
} from './testing/local-account';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

test('each principal that the policy names is named once, and for what', async () => {
  const { aws, region } = account;
  const { accountId, credentials, url: endpoint } = aws;
  const clients = createClients({ endpoint, region, credentials });
  const functionArn = await deployFunction(account, { name: 'hello', code: HELLO_FUNCTION });
  for (const [Principal, api] of [
    ['apigateway.amazonaws.com', 'aaaaaaaaaa'],
    ['apigateway.amazonaws.com', 'bbbbbbbbbb'],
    ['events.amazonaws.com', 'cccccccccc'],
  ]) {
    await clients.lambda.send(
      new AddPermissionCommand({
        FunctionName: 'hello',
        StatementId: api,
        Action: 'lambda:InvokeFunction',
        Principal,
        SourceArn: `arn:aws:execute-api:${region}:${accountId}:${api}/dev/GET/`,
      }),
    );
  }
  const expected = { functionArn, region, accountId, apiId: 'dddddddddd', stage: 'dev' };
  expect(await inspectPermission(clients.lambda, expected)).toEqual([
    expect.stringContaining(
      '(its policy names apigateway.amazonaws.com for other APIs, events.amazonaws.com)',
    ),
  ]);
  destroyClients(clients);
});
