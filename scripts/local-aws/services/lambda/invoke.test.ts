import { DeleteRoleCommand } from '@aws-sdk/client-iam';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { strToU8 } from 'fflate';
import { ACCOUNT, type LambdaAccount, startTestAccount, zipOf } from '../../testing/lambda-account';

let account: LambdaAccount;
beforeAll(async () => {
  account = await startTestAccount();
});
afterEach(() => account.deleteFunctions());
afterAll(() => account.stop());

describe('Invoke', () => {
  test('gives the payload to the function and returns its result', async () => {
    await account.createFunction();
    const { StatusCode, ExecutedVersion, FunctionError, LogResult, text } = await account.invoke({
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
    await account.createFunction({ Code: { ZipFile: zipOf(code) } });
    const { LogResult } = await account.invoke({ LogType: 'Tail' });
    const log = Buffer.from(LogResult!, 'base64').toString();
    expect(log).toHaveLength(4096);
    expect(log).toMatch(/^x+\nEND RequestId: [0-9a-f-]{36}\nREPORT /);
  });

  test('tells a failure of the function in a header, with its error as payload', async () => {
    const code = 'exports.handler = async () => { throw new TypeError("no"); };';
    await account.createFunction({ Code: { ZipFile: zipOf(code) } });
    const { StatusCode, FunctionError, text } = await account.invoke();
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(text)).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
  });

  test('only asks in a dry run, and does not wait for an event', async () => {
    await account.createFunction();
    expect((await account.invoke({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
    expect((await account.invoke({ InvocationType: 'Event' })).StatusCode).toBe(202);
  });

  test('refuses a payload that is no JSON, and one of more than 6 MiB', async () => {
    await account.createFunction();
    await expect(account.invoke({ Payload: strToU8('{') })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      message: expect.stringContaining('Could not parse request body into json: '),
    });
    await expect(account.invoke({ Payload: new Uint8Array(6_291_457) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
    });
  });

  test('runs with the credentials of the role', async () => {
    const code = `exports.handler = async () => ({
      key: process.env.AWS_ACCESS_KEY_ID.slice(0, 4), token: Boolean(process.env.AWS_SESSION_TOKEN),
    });`;
    await account.createFunction({ Code: { ZipFile: zipOf(code) } });
    expect(JSON.parse((await account.invoke()).text)).toEqual({ key: 'ASIA', token: true });
  });

  test('fails when the role is gone', async () => {
    await account.createRole('short-lived', 'lambda.amazonaws.com');
    await account.createFunction({ Role: `arn:aws:iam::${ACCOUNT}:role/short-lived` });
    await account.iam.send(new DeleteRoleCommand({ RoleName: 'short-lived' }));
    await expect(account.invoke()).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  test('is throttled beyond the reserved concurrency', async () => {
    await account.createFunction();
    const FunctionName = 'hello';
    await account.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
    );
    await expect(account.invoke()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    const { ReservedConcurrentExecutions } = await account.lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName }),
    );
    expect(ReservedConcurrentExecutions).toBe(0);
    await account.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect((await account.invoke()).StatusCode).toBe(200);
  });
});
