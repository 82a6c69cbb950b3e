import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type { LocalAws } from '../..';
import type { Cloud } from '../../account/cloud';
import { Reality } from '../../account/reality/reality';
import { ACCOUNT, ARN, type LambdaAccount, startTestAccount } from '../../testing/lambda-account';
import { lambdaService } from '.';
import { invokeForService } from './invoke';

let account: LambdaAccount;
beforeAll(async () => {
  account = await startTestAccount();
});
afterEach(() => account.deleteFunctions());
afterAll(() => account.stop());

/** The same account as other services see it. */
async function cloudOf({ account, clock, region, url }: LocalAws): Promise<Cloud> {
  const directory = await mkdtemp(join(tmpdir(), 'lambda-test-'));
  const accounts = new Map([[account.id, account]]);
  return { region, clock, accounts, reality: new Reality(clock), directory, url };
}

describe("a function's policy", () => {
  const sourceArn = `arn:aws:execute-api:ap-northeast-1:${ACCOUNT}:a1b2c3/*/GET/`;

  test('is made of the permissions that were added', async () => {
    await account.createFunction();
    const { Statement } = await account.addPermission('api', sourceArn);
    const statement = {
      Sid: 'api',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ARN,
      Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
    };
    expect(JSON.parse(Statement!)).toEqual(statement);
    const { Policy } = await account.lambda.send(new GetPolicyCommand({ FunctionName: 'hello' }));
    expect(JSON.parse(Policy!)).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [statement],
    });
  });

  test('takes each statement id once, and gives it back', async () => {
    await account.createFunction();
    await account.addPermission('api');
    await expect(account.addPermission('api')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (api) provided already exists. ' +
        'Please provide a new statement id, or remove the existing statement.',
    });
    const remove = { FunctionName: 'hello', StatementId: 'api' };
    await account.lambda.send(new RemovePermissionCommand(remove));
    await expect(account.lambda.send(new RemovePermissionCommand(remove))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No policy is associated with the given resource.',
    });
    await expect(
      account.lambda.send(new GetPolicyCommand({ FunctionName: 'hello' })),
    ).rejects.toMatchObject({ message: 'The resource you requested does not exist.' });
  });

  test('decides whether a service may invoke the function', async () => {
    await account.createFunction();
    await account.addPermission('api', sourceArn);
    const cloud = await cloudOf(account.local);
    const call = {
      functionArn: ARN,
      service: 'apigateway.amazonaws.com',
      sourceAccountId: ACCOUNT,
      payload: '{"name":"API Gateway"}',
    };
    const allowed = await invokeForService(cloud, {
      ...call,
      sourceArn: sourceArn.replace('*', 'dev'),
    });
    expect(allowed).toMatchObject({ outcome: 'completed', payload: '{"hello":"API Gateway"}' });

    const denied = await invokeForService(cloud, {
      ...call,
      sourceArn: sourceArn.replace('GET', 'POST'),
    });
    expect(denied).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('No permission lets apigateway.amazonaws.com invoke hello'),
      statements: [{ sid: 'api', matched: false, why: expect.stringContaining('AWS:SourceArn') }],
    });
    const missing = await invokeForService(cloud, {
      ...call,
      functionArn: `${ARN}2`,
      sourceArn,
    });
    expect(missing).toMatchObject({
      outcome: 'refused',
      reason: `Function not found: ${ARN}2`,
    });
    await lambdaService.stop?.(cloud);
    await rm(cloud.directory, { recursive: true });
  });
});
