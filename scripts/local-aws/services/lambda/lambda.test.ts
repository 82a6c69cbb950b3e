import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { type LocalAws, startLocalAws } from '../..';
import type { Cloud } from '../../cloud';
import { Reality } from '../../reality/reality';
import { lambdaService } from '.';
import { invokeForService } from './invoke';

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/hello`;
const ARN = `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:hello`;
const HELLO = 'exports.handler = async (event) => ({ hello: event.name ?? "Lambda" });';

let aws: LocalAws;
let lambda: LambdaClient;
let iam: IAMClient;

beforeAll(async () => {
  aws = await startLocalAws();
  const options = {
    endpoint: aws.url,
    region: aws.region,
    credentials: aws.credentials,
    maxAttempts: 1,
  };
  lambda = new LambdaClient(options);
  iam = new IAMClient(options);
  await createRole('hello', 'lambda.amazonaws.com');
});

afterAll(async () => {
  lambda.destroy();
  iam.destroy();
  await aws.stop();
});

afterEach(async () => {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  for (const { FunctionName } of Functions) {
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  }
});

function createRole(RoleName: string, service: string) {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } },
  });
  return iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}

/** The same account as other services see it. */
async function cloudOf({ account, clock, region, url }: LocalAws): Promise<Cloud> {
  const directory = await mkdtemp(join(tmpdir(), 'lambda-test-'));
  const accounts = new Map([[account.id, account]]);
  return { region, clock, accounts, reality: new Reality(clock), directory, url };
}

function zipOf(code: string): Uint8Array {
  return zipSync({ 'index.js': strToU8(code) });
}

function createFunction(input: Partial<CreateFunctionCommandInput> = {}) {
  return lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'hello',
      Runtime: 'nodejs24.x',
      Role: ROLE,
      Handler: 'index.handler',
      Code: { ZipFile: zipOf(HELLO) },
      ...input,
    }),
  );
}

async function invoke(input: Partial<InvokeCommandInput> = {}) {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'hello', ...input }));
  return { ...answer, text: Buffer.from(answer.Payload ?? []).toString() };
}

function addPermission(StatementId: string, SourceArn?: string) {
  return lambda.send(
    new AddPermissionCommand({
      FunctionName: 'hello',
      StatementId,
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      ...(SourceArn ? { SourceArn } : {}),
    }),
  );
}

describe('a function', () => {
  test('is pending when it is created, then active, and described in full', async () => {
    const created = await createFunction({ Environment: { Variables: { API_URL: 'x' } } });
    expect(created).toMatchObject({
      FunctionName: 'hello',
      FunctionArn: ARN,
      Runtime: 'nodejs24.x',
      Role: ROLE,
      Handler: 'index.handler',
      Timeout: 3,
      MemorySize: 128,
      Version: '$LATEST',
      PackageType: 'Zip',
      State: 'Pending',
      StateReasonCode: 'Creating',
      Environment: { Variables: { API_URL: 'x' } },
      $metadata: { httpStatusCode: 201 },
    });
    expect(created.CodeSha256).toMatch(/^[A-Za-z0-9+/]{43}=$/);

    const FunctionName = 'hello';
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    const direct = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect({ ...direct, $metadata: 0 }).toEqual({ ...Configuration, $metadata: 0 });
  });

  test('is found by its name, its partial ARN and its ARN, with the qualifier $LATEST', async () => {
    await createFunction();
    for (const name of ['hello', `${ACCOUNT}:function:hello`, ARN, `${ARN}:$LATEST`]) {
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      expect(found.FunctionArn).toBe(ARN);
    }
  });

  test('runs its new code and configuration after an update', async () => {
    await createFunction();
    expect((await invoke()).text).toBe('{"hello":"Lambda"}');
    const code = 'exports.handler = async () => process.env.GREETING;';
    const updated = await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'hello', ZipFile: zipOf(code) }),
    );
    expect(updated).toMatchObject({ State: 'Active', LastUpdateStatus: 'InProgress' });
    await lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'hello',
        Environment: { Variables: { GREETING: 'good morning' } },
        Timeout: 5,
      }),
    );
    expect((await invoke()).text).toBe('"good morning"');
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'hello' }));
    expect(Configuration).toMatchObject({ Timeout: 5, MemorySize: 128 });
  });

  test('is changed only by those who know its latest revision', async () => {
    const { RevisionId } = await createFunction();
    const update = () =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: 'hello', Timeout: 5, RevisionId }),
      );
    await update();
    await expect(update()).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  test('is listed page by page, and gone after it is deleted', async () => {
    for (const FunctionName of ['b', 'a', 'c']) await createFunction({ FunctionName });
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    expect(first.Functions?.map((one) => one.FunctionName)).toEqual(['a', 'b']);
    const rest = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker! }));
    expect(rest.Functions?.map((one) => one.FunctionName)).toEqual(['c']);
    expect(rest.NextMarker).toBeUndefined();

    const { $metadata } = await lambda.send(new DeleteFunctionCommand({ FunctionName: 'a' }));
    expect($metadata.httpStatusCode).toBe(204);
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'a' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:a`,
      Type: 'User',
    });
  });

  test('has tags', async () => {
    await createFunction({ Tags: { workshop: 'sigv4' } });
    await lambda.send(new TagResourceCommand({ Resource: ARN, Tags: { step: '1', x: 'y' } }));
    await lambda.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ['x'] }));
    const { Tags } = await lambda.send(new ListTagsCommand({ Resource: ARN }));
    expect(Tags).toEqual({ workshop: 'sigv4', step: '1' });
  });
});

describe('what Lambda refuses', () => {
  test.each<[string, Partial<CreateFunctionCommandInput>, string, string]>([
    [
      'a role that does not exist',
      { Role: `arn:aws:iam::${ACCOUNT}:role/nobody` },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'another runtime',
      { Runtime: 'nodejs22.x' },
      'InvalidParameterValueException',
      "Value nodejs22.x at 'runtime' failed to satisfy constraint",
    ],
    [
      'a missing handler',
      { Handler: undefined },
      'InvalidParameterValueException',
      'Runtime and Handler are mandatory parameters',
    ],
    [
      'no code',
      { Code: {} },
      'InvalidParameterValueException',
      'Please provide a source for function code.',
    ],
    [
      'what is no zip',
      { Code: { ZipFile: strToU8('text') } },
      'InvalidParameterValueException',
      'Could not unzip uploaded file.',
    ],
    [
      'a zip that climbs out of its folder',
      { Code: { ZipFile: zipSync({ '../x': strToU8('') }) } },
      'InvalidParameterValueException',
      'The zip holds the path "../x"',
    ],
    [
      'a timeout of more than 15 minutes',
      { Timeout: 901 },
      'ValidationException',
      "Value '901' at 'timeout' failed to satisfy constraint",
    ],
    [
      'a malformed name',
      { FunctionName: 'hello world' },
      'ValidationException',
      "Value 'hello world' at 'functionName'",
    ],
    [
      'a reserved variable',
      { Environment: { Variables: { AWS_REGION: 'eu-west-1' } } },
      'InvalidParameterValueException',
      'Reserved keys used in this request: AWS_REGION',
    ],
    [
      'what it cannot do here',
      { Layers: ['arn:aws:lambda:ap-northeast-1:123456789012:layer:x:1'] },
      'InvalidParameterValueException',
      'Local AWS does not support Layers of a function.',
    ],
  ])('%s', async (_case, input, name, message) => {
    await expect(createFunction(input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  test('a role that does not trust Lambda', async () => {
    await createRole('other', 'events.amazonaws.com');
    await expect(
      createFunction({ Role: `arn:aws:iam::${ACCOUNT}:role/other` }),
    ).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  test('a second function of the same name', async () => {
    await createFunction();
    await expect(createFunction()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: hello',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('a version that was never published', async () => {
    await createFunction();
    await expect(invoke({ Qualifier: '7' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${ARN}:7`,
    });
  });
});

describe('Invoke', () => {
  test('gives the payload to the function and returns its result', async () => {
    await createFunction();
    const { StatusCode, ExecutedVersion, FunctionError, LogResult, text } = await invoke({
      Payload: strToU8('{"name":"Ann"}'),
    });
    expect({ StatusCode, ExecutedVersion, FunctionError, LogResult, text }).toEqual({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      FunctionError: undefined,
      LogResult: undefined,
      text: '{"hello":"Ann"}',
    });
  });

  test('returns the last 4 KiB of the log on demand', async () => {
    const code = 'exports.handler = async () => console.log("x".repeat(5000));';
    await createFunction({ Code: { ZipFile: zipOf(code) } });
    const { LogResult } = await invoke({ LogType: 'Tail' });
    const log = Buffer.from(LogResult!, 'base64').toString();
    expect(log).toHaveLength(4096);
    expect(log).toMatch(/^x+\nEND RequestId: [0-9a-f-]{36}\nREPORT /);
  });

  test('tells a failure of the function in a header, with its error as payload', async () => {
    const code = 'exports.handler = async () => { throw new TypeError("no"); };';
    await createFunction({ Code: { ZipFile: zipOf(code) } });
    const { StatusCode, FunctionError, text } = await invoke();
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(text)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
  });

  test('only asks in a dry run, and does not wait for an event', async () => {
    await createFunction();
    expect((await invoke({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
    expect((await invoke({ InvocationType: 'Event' })).StatusCode).toBe(202);
  });

  test('refuses a payload that is no JSON, and one of more than 6 MiB', async () => {
    await createFunction();
    await expect(invoke({ Payload: strToU8('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      message: expect.stringContaining('Could not parse request body into json: '),
    });
    await expect(invoke({ Payload: new Uint8Array(6_291_457) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
    });
  });

  test('runs with the credentials of the role', async () => {
    const code = `exports.handler = async () => ({
      key: process.env.AWS_ACCESS_KEY_ID.slice(0, 4), token: Boolean(process.env.AWS_SESSION_TOKEN),
    });`;
    await createFunction({ Code: { ZipFile: zipOf(code) } });
    expect(JSON.parse((await invoke()).text)).toEqual({ key: 'ASIA', token: true });
  });

  test('fails when the role is gone', async () => {
    await createRole('short-lived', 'lambda.amazonaws.com');
    await createFunction({ Role: `arn:aws:iam::${ACCOUNT}:role/short-lived` });
    await iam.send(new DeleteRoleCommand({ RoleName: 'short-lived' }));
    await expect(invoke()).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  test('is throttled beyond the reserved concurrency', async () => {
    await createFunction();
    const FunctionName = 'hello';
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
    );
    await expect(invoke()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    const { ReservedConcurrentExecutions } = await lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName }),
    );
    expect(ReservedConcurrentExecutions).toBe(0);
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect((await invoke()).StatusCode).toBe(200);
  });
});

describe("a function's policy", () => {
  const sourceArn = `arn:aws:execute-api:ap-northeast-1:${ACCOUNT}:a1b2c3/*/GET/`;

  test('is made of the permissions that were added', async () => {
    await createFunction();
    const { Statement } = await addPermission('api', sourceArn);
    const statement = {
      Sid: 'api',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ARN,
      Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
    };
    expect(JSON.parse(Statement!)).toEqual(statement);
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName: 'hello' }));
    expect(JSON.parse(Policy!)).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [statement],
    });
  });

  test('takes each statement id once, and gives it back', async () => {
    await createFunction();
    await addPermission('api');
    await expect(addPermission('api')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (api) provided already exists. ' +
        'Please provide a new statement id, or remove the existing statement.',
    });
    const remove = { FunctionName: 'hello', StatementId: 'api' };
    await lambda.send(new RemovePermissionCommand(remove));
    await expect(lambda.send(new RemovePermissionCommand(remove))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Statement api is not found in resource policy.',
    });
    await expect(
      lambda.send(new GetPolicyCommand({ FunctionName: 'hello' })),
    ).rejects.toMatchObject({ message: 'The resource you requested does not exist.' });
  });

  test('decides whether a service may invoke the function', async () => {
    await createFunction();
    await addPermission('api', sourceArn);
    const cloud = await cloudOf(aws);
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
