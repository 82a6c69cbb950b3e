import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { LocalAws } from '..';
import { arnOf } from '../account/arn';
import { integrationUriOf } from '../execute-api/arn';
import { policyOf } from './identities';

/** A function under test. */
export interface TestFunction {
  name: string;
  /** Of index.js. */
  code: string;
  /** Whether API Gateway may invoke it, for any API. */
  permitted?: boolean;
  /** In seconds. */
  timeout?: number;
}

/** Uploads functions that run with a role without permissions. */
export async function createFunctions(local: LocalAws, functions: TestFunction[]): Promise<void> {
  const { url: endpoint, region, credentials } = local;
  const client = new LambdaClient({ endpoint, region, credentials, maxAttempts: 1 });
  const role = await createExecutionRole(local);
  for (const definition of functions) await createFunction(client, role, definition);
  client.destroy();
}

/** The URI of an integration that invokes the function of that name. */
export function integrationUri({ region, accountId }: LocalAws, name: string): string {
  return integrationUriOf(region, arnOf('lambda', { region, accountId }, `function:${name}`));
}

async function createFunction(
  client: LambdaClient,
  Role: string,
  { name: FunctionName, code, permitted = true, timeout: Timeout = 3 }: TestFunction,
): Promise<void> {
  await client.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Timeout,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 5, minDelay: 0.01 }, { FunctionName });
  if (!permitted) return;
  await client.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'api-gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
}

async function createExecutionRole({ url, region, credentials }: LocalAws): Promise<string> {
  const iam = new IAMClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'function',
      AssumeRolePolicyDocument: policyOf({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  iam.destroy();
  return Role!.Arn!;
}
