import {
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  ACCOUNT,
  ARN,
  type LambdaAccount,
  ROLE,
  startTestAccount,
  zipOf,
} from '../../testing/lambda-account';

let account: LambdaAccount;
beforeAll(async () => {
  account = await startTestAccount();
});
afterEach(() => account.deleteFunctions());
afterAll(() => account.stop());

describe('a function', () => {
  test('is pending when it is created, then active, and described in full', async () => {
    const created = await account.createFunction({ Environment: { Variables: { API_URL: 'x' } } });
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
    const { Configuration } = await account.lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    const direct = await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    expect({ ...direct, $metadata: 0 }).toEqual({ ...Configuration, $metadata: 0 });
  });

  test('is found by its name, its partial ARN and its ARN, with the qualifier $LATEST', async () => {
    await account.createFunction();
    for (const name of ['hello', `${ACCOUNT}:function:hello`, ARN]) {
      const found = await account.lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: name }),
      );
      expect(found.FunctionArn).toBe(ARN);
    }
    const latest = new GetFunctionConfigurationCommand({ FunctionName: `${ARN}:$LATEST` });
    expect((await account.lambda.send(latest)).FunctionArn).toBe(`${ARN}:$LATEST`);
  });

  test('runs its new code and configuration after an update', async () => {
    await account.createFunction();
    expect((await account.invoke()).text).toBe('{"hello":"Lambda"}');
    const code = 'exports.handler = async () => process.env.GREETING;';
    const updated = await account.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'hello', ZipFile: zipOf(code) }),
    );
    expect(updated).toMatchObject({ State: 'Active', LastUpdateStatus: 'InProgress' });
    await account.lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'hello',
        Environment: { Variables: { GREETING: 'good morning' } },
        Timeout: 5,
      }),
    );
    expect((await account.invoke()).text).toBe('"good morning"');
    const { Configuration } = await account.lambda.send(
      new GetFunctionCommand({ FunctionName: 'hello' }),
    );
    expect(Configuration).toMatchObject({ Timeout: 5, MemorySize: 128 });
  });

  test('is changed only by those who know its latest revision', async () => {
    await account.createFunction();
    const found = new GetFunctionConfigurationCommand({ FunctionName: 'hello' });
    const { RevisionId } = await account.lambda.send(found);
    const update = () =>
      account.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName: 'hello', Timeout: 5, RevisionId }),
      );
    await update();
    await expect(update()).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });

  test('can be downloaded as it was uploaded', async () => {
    const ZipFile = zipOf('exports.handler = async () => 1;');
    await account.createFunction({ Code: { ZipFile } });
    const { Code } = await account.lambda.send(new GetFunctionCommand({ FunctionName: 'hello' }));
    const download = await fetch(Code!.Location!);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(Buffer.from(ZipFile));
    expect((await fetch(Code!.Location!.slice(0, -1))).status).toBe(404);
  });

  test('is listed page by page, and gone after it is deleted', async () => {
    for (const FunctionName of ['b', 'a', 'c']) await account.createFunction({ FunctionName });
    const first = await account.lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    expect(first.Functions?.map((one) => one.FunctionName)).toEqual(['a', 'b']);
    const rest = await account.lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker! }));
    expect(rest.Functions?.map((one) => one.FunctionName)).toEqual(['c']);
    expect(rest.NextMarker).toBeUndefined();

    const { $metadata } = await account.lambda.send(
      new DeleteFunctionCommand({ FunctionName: 'a' }),
    );
    expect($metadata.httpStatusCode).toBe(204);
    await expect(
      account.lambda.send(new GetFunctionCommand({ FunctionName: 'a' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:a`,
      Type: 'User',
    });
  });

  test('has tags', async () => {
    await account.createFunction({ Tags: { workshop: 'sigv4' } });
    await account.lambda.send(
      new TagResourceCommand({ Resource: ARN, Tags: { step: '1', x: 'y' } }),
    );
    await account.lambda.send(new UntagResourceCommand({ Resource: ARN, TagKeys: ['x'] }));
    const { Tags } = await account.lambda.send(new ListTagsCommand({ Resource: ARN }));
    expect(Tags).toEqual({ workshop: 'sigv4', step: '1' });
  });
});
