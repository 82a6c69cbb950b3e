import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { ARN, type LambdaAccount, startTestAccount, zipOf } from '../../testing/lambda-account';

const FunctionName = 'hello';
const returning = (value: number) => zipOf(`exports.handler = async () => ${value};`);

let account: LambdaAccount;
beforeAll(async () => {
  account = await startTestAccount();
});
beforeEach(() => account.createFunction({ Code: { ZipFile: returning(1) }, Publish: true }));
afterEach(() => account.deleteFunctions());
afterAll(() => account.stop());

const update = (value: number, Publish = false) =>
  account.lambda.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: returning(value), Publish }),
  );
const alias = (Name: string, FunctionVersion: string) =>
  account.lambda.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
const answerOf = async (Qualifier?: string) => {
  const { text, ExecutedVersion } = await account.invoke({ Qualifier });
  return [text, ExecutedVersion];
};

test('a published version keeps its code, and is called by its number', async () => {
  await update(2);
  expect(await answerOf('1')).toEqual(['1', '1']);
  expect(await answerOf()).toEqual(['2', '$LATEST']);
});

test('PublishVersion numbers each change, and answers the last version where nothing changed', async () => {
  const publish = () => account.lambda.send(new PublishVersionCommand({ FunctionName }));
  expect(await publish()).toMatchObject({ Version: '1', FunctionArn: `${ARN}:1` });
  await update(2);
  expect(await publish()).toMatchObject({ Version: '2', State: 'Active' });
  const wrong = new PublishVersionCommand({ FunctionName, CodeSha256: 'abc' });
  await expect(account.lambda.send(wrong)).rejects.toThrow(
    'CodeSHA256 (abc) is different from current CodeSHA256 in $LATEST',
  );
});

test('versions are listed after $LATEST, each with its ARN', async () => {
  await update(2, true);
  const { Versions } = await account.lambda.send(
    new ListVersionsByFunctionCommand({ FunctionName }),
  );
  expect(Versions?.map(({ FunctionArn }) => FunctionArn)).toEqual(
    ['$LATEST', '1', '2'].map((version) => `${ARN}:${version}`),
  );
  const { Functions } = await account.lambda.send(
    new ListFunctionsCommand({ FunctionVersion: 'ALL' }),
  );
  expect(Functions).toHaveLength(3);
});

test('deleting a version leaves the function, $LATEST cannot be deleted alone', async () => {
  const remove = (Qualifier: string) =>
    account.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));
  await alias('prod', '1');
  await expect(remove('1')).rejects.toThrow('the following aliases reference it');
  await account.lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'prod' }));
  await remove('1');
  await expect(answerOf('1')).rejects.toThrow(`Function not found: ${ARN}:1`);
  expect(await answerOf()).toEqual(['1', '$LATEST']);
  await expect(remove('$LATEST')).rejects.toThrow(
    '$LATEST version cannot be deleted without deleting the function.',
  );
});

test('a qualifier beside another one in the name is refused', async () => {
  const both = { FunctionName: `${ARN}:1`, Qualifier: '2' };
  await expect(account.lambda.send(new GetFunctionCommand(both))).rejects.toThrow(
    'The derived qualifier from the function name does not match the specified qualifier.',
  );
});

describe('an alias', () => {
  test('names a version until it is moved to another one', async () => {
    expect(await alias('prod', '1')).toMatchObject({
      AliasArn: `${ARN}:prod`,
      Name: 'prod',
      FunctionVersion: '1',
      Description: '',
    });
    await update(2, true);
    expect(await answerOf('prod')).toEqual(['1', '1']);
    await account.lambda.send(
      new UpdateAliasCommand({ FunctionName, Name: 'prod', FunctionVersion: '2' }),
    );
    expect(await answerOf('prod')).toEqual(['2', '2']);
    const { Aliases } = await account.lambda.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases).toMatchObject([{ Name: 'prod', FunctionVersion: '2' }]);
  });

  test('is refused for a version that does not exist, twice, and with a share of the traffic', async () => {
    await expect(alias('prod', '7')).rejects.toThrow(`Function not found: ${ARN}:7`);
    await alias('prod', '1');
    await expect(alias('prod', '1')).rejects.toThrow(`Alias already exists: ${ARN}:prod`);
    const RoutingConfig = { AdditionalVersionWeights: { '1': 0.5 } };
    const weighted = { FunctionName, Name: 'test', FunctionVersion: '1', RoutingConfig };
    await expect(account.lambda.send(new CreateAliasCommand(weighted))).rejects.toThrow(
      'Weights in the RoutingConfig of an alias are not supported here',
    );
    const missing = new GetAliasCommand({ FunctionName, Name: 'other' });
    await expect(account.lambda.send(missing)).rejects.toThrow(
      `Cannot find alias arn: ${ARN}:other`,
    );
  });

  test('has a policy of its own', async () => {
    await alias('prod', '1');
    await account.addPermission('function');
    const get = new GetPolicyCommand({ FunctionName, Qualifier: 'prod' });
    await expect(account.lambda.send(get)).rejects.toThrow(
      'The resource you requested does not exist.',
    );
  });
});

test('a handler with a callback runs on nodejs22.x', async () => {
  const code = 'exports.handler = (event, context, done) => setTimeout(() => done(null, 3), 1);';
  await account.createFunction({
    FunctionName: 'callback',
    Runtime: 'nodejs22.x',
    Code: { ZipFile: zipOf(code) },
  });
  expect((await account.invoke({ FunctionName: 'callback' })).text).toBe('3');
});
