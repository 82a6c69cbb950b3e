import type { CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { ACCOUNT, ARN, type LambdaAccount, startTestAccount } from '../../testing/lambda-account';

let account: LambdaAccount;
beforeAll(async () => {
  account = await startTestAccount();
});
afterEach(() => account.deleteFunctions());
afterAll(() => account.stop());

describe('what Lambda refuses', () => {
  test.each<[string, Partial<CreateFunctionCommandInput>, string, string]>([
    [
      'a role that does not exist',
      { Role: `arn:aws:iam::${ACCOUNT}:role/nobody` },
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    [
      'a runtime that local AWS does not have',
      { Runtime: 'python3.14' },
      'InvalidParameterValueException',
      'Local AWS does not support the runtime python3.14.',
    ],
    [
      'a runtime that does not exist',
      { Runtime: 'nodejs24' as never },
      'InvalidParameterValueException',
      "Value nodejs24 at 'runtime' failed to satisfy constraint",
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
    await expect(account.createFunction(input)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  test('a role that does not trust Lambda', async () => {
    await account.createRole('other', 'events.amazonaws.com');
    await expect(
      account.createFunction({ Role: `arn:aws:iam::${ACCOUNT}:role/other` }),
    ).rejects.toMatchObject({
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  test('a second function of the same name', async () => {
    await account.createFunction();
    await expect(account.createFunction()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: hello',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('a version that was never published', async () => {
    await account.createFunction();
    await expect(account.invoke({ Qualifier: '7' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${ARN}:7`,
    });
  });
});
