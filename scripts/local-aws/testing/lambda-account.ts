import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  type AddPermissionCommandOutput,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  type CreateFunctionCommandOutput,
  DeleteFunctionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type InvokeCommandOutput,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { type LocalAws, startLocalAws } from '..';

export const ACCOUNT = '123456789012';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/hello`;
export const ARN = `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:hello`;

const HELLO = 'exports.handler = async (event) => ({ hello: event.name ?? "Lambda" });';

/** A running local AWS with the role `hello`, which Lambda may assume, for one test file. */
export interface LambdaAccount {
  local: LocalAws;
  lambda: LambdaClient;
  iam: IAMClient;
  /** Creates a role that a service may assume. */
  createRole(name: string, service: string): Promise<unknown>;
  /** Creates the function `hello`, which greets, or one that differs from it. */
  createFunction(input?: Partial<CreateFunctionCommandInput>): Promise<CreateFunctionCommandOutput>;
  /** Invokes `hello`; `text` is the payload of the answer. */
  invoke(input?: Partial<InvokeCommandInput>): Promise<InvokeCommandOutput & { text: string }>;
  /** Lets API Gateway invoke `hello`. */
  addPermission(statementId: string, sourceArn?: string): Promise<AddPermissionCommandOutput>;
  deleteFunctions(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts local AWS and creates the role through the SDK. */
export async function startTestAccount(): Promise<LambdaAccount> {
  const local = await startLocalAws();
  const { url: endpoint, region, credentials } = local;
  const lambda = new LambdaClient({ endpoint, region, credentials, maxAttempts: 1 });
  const iam = new IAMClient({ endpoint, region, credentials, maxAttempts: 1 });

  const createRole: LambdaAccount['createRole'] = (RoleName, service) =>
    iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(service) }));
  await createRole('hello', 'lambda.amazonaws.com');

  return {
    local,
    lambda,
    iam,
    createRole,
    createFunction: (input) => lambda.send(new CreateFunctionCommand({ ...hello(), ...input })),
    async invoke(input) {
      const answer = await lambda.send(new InvokeCommand({ FunctionName: 'hello', ...input }));
      return { ...answer, text: Buffer.from(answer.Payload ?? []).toString() };
    },
    addPermission: (StatementId, SourceArn) =>
      lambda.send(
        new AddPermissionCommand({
          FunctionName: 'hello',
          StatementId,
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn,
        }),
      ),
    async deleteFunctions() {
      const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
      for (const { FunctionName } of Functions) {
        await lambda.send(new DeleteFunctionCommand({ FunctionName }));
      }
    },
    async stop() {
      lambda.destroy();
      iam.destroy();
      await local.stop();
    },
  };
}

/** A deployment package with one file, `index.js`. */
export function zipOf(code: string): Uint8Array {
  return zipSync({ 'index.js': strToU8(code) });
}

function hello(): CreateFunctionCommandInput {
  return {
    FunctionName: 'hello',
    Runtime: 'nodejs24.x',
    Role: ROLE,
    Handler: 'index.handler',
    Code: { ZipFile: zipOf(HELLO) },
  };
}

function trusting(service: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
  });
}
