import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { type LocalAws, type LocalAwsOptions, ManualClock, startLocalAws } from '../..';
import type { Credentials } from '../../account/account';

const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '210987654321';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/hello`;
const ARN = `arn:aws:lambda:ap-northeast-1:${ACCOUNT}:function:hello`;

let aws: LocalAws;

async function start(options: LocalAwsOptions = {}): Promise<void> {
  aws = await startLocalAws({ accounts: [ACCOUNT, OTHER_ACCOUNT], ...options });
}

afterEach(() => aws.stop());

function clientOptions(credentials: Credentials = aws.credentials) {
  const systemClockOffset = aws.clock.now().getTime() - Date.now();
  return { endpoint: aws.url, region: aws.region, credentials, systemClockOffset, maxAttempts: 1 };
}

const lambdaAs = (credentials?: Credentials) => new LambdaClient(clientOptions(credentials));

async function createRole(): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'lambda.amazonaws.com' },
    },
  });
  const input = { RoleName: 'hello', AssumeRolePolicyDocument };
  await new IAMClient(clientOptions()).send(new CreateRoleCommand(input));
}

function createFunction(lambda = lambdaAs()) {
  const code = 'let n = 0; exports.handler = async () => ++n;';
  return lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'hello',
      Runtime: 'nodejs24.x',
      Role: ROLE,
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
    }),
  );
}

async function invoke(lambda = lambdaAs(), FunctionName = 'hello'): Promise<string> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
  return Buffer.from(Payload ?? []).toString();
}

/** A user with one inline policy. */
async function createUser(...statements: object[]): Promise<Credentials> {
  const iam = new IAMClient(clientOptions());
  const UserName = 'ann';
  await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

test('creating a function takes permission to pass its role', async () => {
  await start();
  await createRole();
  const create = { Action: 'lambda:CreateFunction', Resource: '*' };
  const pass = {
    Action: 'iam:PassRole',
    Resource: ROLE,
    Condition: { StringEquals: { 'iam:PassedToService': 'events.amazonaws.com' } },
  };
  const ann = lambdaAs(await createUser(create, pass));
  await expect(createFunction(ann)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `is not authorized to perform: iam:PassRole on resource: ${ROLE}`,
    ),
  });
});

test('a user of the account may invoke when a policy of either side allows it', async () => {
  await start();
  await createRole();
  await createFunction();
  const ann = lambdaAs(await createUser({ Action: 'lambda:GetFunction', Resource: '*' }));
  await expect(invoke(ann)).rejects.toMatchObject({
    message: expect.stringContaining(`lambda:InvokeFunction on resource: ${ARN}`),
  });
  await allowInvoke(`arn:aws:iam::${ACCOUNT}:user/ann`);
  expect(await invoke(ann)).toBe('1');
});

test('a user of another account may invoke when both sides allow it', async () => {
  await start();
  await createRole();
  await createFunction();
  const stranger = lambdaAs(aws.credentialsOf(OTHER_ACCOUNT));
  await expect(invoke(stranger, ARN)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await allowInvoke(OTHER_ACCOUNT);
  expect(await invoke(stranger, ARN)).toBe('1');
  await expect(stranger.send(new GetFunctionCommand({ FunctionName: ARN }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

function allowInvoke(Principal: string) {
  return lambdaAs().send(
    new AddPermissionCommand({
      FunctionName: 'hello',
      StatementId: 'invoke',
      Action: 'lambda:InvokeFunction',
      Principal,
    }),
  );
}

test('while a deployment takes its time, a function is pending or updating', async () => {
  const clock = new ManualClock('2026-01-31T12:00:00Z');
  await start({ clock, reality: { propagation: { deployment: 5_000 } } });
  await createRole();
  await createFunction();
  const update = new UpdateFunctionConfigurationCommand({ FunctionName: 'hello', Timeout: 9 });
  const pending = {
    name: 'ResourceConflictException',
    message: expect.stringContaining('The function is currently in the following state: Pending'),
  };
  await expect(invoke()).rejects.toMatchObject(pending);
  await expect(lambdaAs().send(update)).rejects.toMatchObject(pending);

  clock.advance(5_000);
  expect((await lambdaAs().send(update)).LastUpdateStatus).toBe('InProgress');
  expect(await invoke()).toBe('1');
  await expect(lambdaAs().send(update)).rejects.toMatchObject({
    message: expect.stringContaining(`An update is in progress for resource: ${ARN}`),
  });
  clock.advance(5_000);
  expect((await lambdaAs().send(update)).Timeout).toBe(9);
});

test('an environment is replaced before its credentials run out', async () => {
  const clock = new ManualClock('2026-01-31T12:00:00Z');
  await start({ clock });
  await createRole();
  await createFunction();
  expect(await invoke()).toBe('1');
  expect(await invoke()).toBe('2');
  clock.advance(3_500_000);
  expect(await invoke()).toBe('1');
});

test('a function outlives the process', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lambda-persistence-'));
  await start({ directory });
  await createRole();
  await createFunction();
  expect(await invoke()).toBe('1');
  await aws.stop();
  await start({ directory });
  expect(await invoke()).toBe('1');
  await rm(directory, { recursive: true });
});
