import {
  CreateApiKeyCommand,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  DeleteRestApiCommand,
  UpdateAccountCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { type Clients, createClients, destroyClients } from '../clients';
import { findResources } from '../teardown/find';
import { teardown } from '../teardown/teardown';
import { type TestSession, testSession } from '../testing/test-session';
import { LAMBDA_TRUST } from '../testing/trust-policy';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
});
const NEW_CODE = zipSync({ 'index.js': Buffer.from('exports.handler = async () => 2') });
const OLD_CODE = zipSync({ 'index.js': Buffer.from('exports.handler = async () => 1') });

let aws: LocalAws;
/** Somebody else in the account, who has taken names that the workshop would take. */
let others: Clients;
let session: TestSession;
let shopApi: string;

beforeAll(async () => {
  aws = await startLocalAws();
  others = createClients({ endpoint: aws.url, region: aws.region, credentials: aws.credentials });
  const role = await others.iam.send(
    new CreateRoleCommand({ RoleName: 'shop-caller', AssumeRolePolicyDocument: LAMBDA_TRUST }),
  );
  for (const FunctionName of ['shop-hello', 'stock']) {
    await others.lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: role.Role?.Arn,
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Code: { ZipFile: OLD_CODE },
      }),
    );
  }
  const api = await others.apiGateway.send(new CreateRestApiCommand({ name: 'shop-hello-api' }));
  shopApi = api.id!;
});

beforeEach(() => {
  session = testSession(aws, { prefix: 'shop' });
});

afterEach(() => session.close());

afterAll(async () => {
  destroyClients(others);
  await aws.stop();
});

const codeOf = async (FunctionName: string) =>
  (await others.lambda.send(new GetFunctionCommand({ FunctionName }))).Configuration?.CodeSha256;

const CHANGES: [string, (clients: Clients) => Promise<unknown>][] = [
  [
    'the code of a function',
    ({ lambda }) =>
      lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'shop-hello', ZipFile: NEW_CODE })),
  ],
  [
    'a function',
    ({ lambda }) => lambda.send(new DeleteFunctionCommand({ FunctionName: 'shop-hello' })),
  ],
  [
    'the policy of a role',
    ({ iam }) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'shop-caller',
          PolicyName: 'all',
          PolicyDocument: POLICY,
        }),
      ),
  ],
  ['a role', ({ iam }) => iam.send(new DeleteRoleCommand({ RoleName: 'shop-caller' }))],
  ['an API', ({ apiGateway }) => apiGateway.send(new DeleteRestApiCommand({ restApiId: shopApi }))],
  [
    'a stage of an API',
    ({ apiGateway }) =>
      apiGateway.send(new CreateDeploymentCommand({ restApiId: shopApi, stageName: 'dev' })),
  ],
];

test.each(CHANGES)(
  'somebody else made it under such a name: not changed is %s',
  async (_, change) => {
    const before = await codeOf('shop-hello');
    await expect(change(session.clients)).rejects.toThrow(/bears none of the tags.*--prefix NAME/);
    expect(await codeOf('shop-hello')).toBe(before);
  },
);

test.each([
  'stock',
  'stock:shop-1',
  `arn:aws:lambda:ap-northeast-1:123456789012:function:stock:shop-1`,
])('the name of the function counts, not its alias: %s', async (FunctionName) => {
  const change = session.clients.lambda.send(new DeleteFunctionCommand({ FunctionName }));
  await expect(change).rejects.toThrow('asked for "stock", which does not begin with "shop-"');
});

test('a function of another account is not changed', async () => {
  const FunctionName = 'arn:aws:lambda:ap-northeast-1:210987654321:function:shop-hello';
  const change = session.clients.lambda.send(new DeleteFunctionCommand({ FunctionName }));
  await expect(change).rejects.toThrow('somebody else has made it');
});

test.each<[string, (clients: Clients) => Promise<unknown>]>([
  ['CreateUser', ({ iam }) => iam.send(new CreateUserCommand({ UserName: 'shop-user' }))],
  [
    'CreateApiKey',
    ({ apiGateway }) => apiGateway.send(new CreateApiKeyCommand({ name: 'shop-k' })),
  ],
  ['UpdateAccount', ({ apiGateway }) => apiGateway.send(new UpdateAccountCommand({}))],
])('%s is not done, since no teardown would undo it', async (operation, change) => {
  await expect(change(session.clients)).rejects.toThrow(
    `${operation} would change something that is no REST API, function or role of the workshop`,
  );
});

test('a call that is given no id says which one', async () => {
  const restApiId = undefined;
  const change = session.clients.apiGateway.send(new DeleteRestApiCommand({ restApiId }));
  await expect(change).rejects.toThrow(/^DeleteRestApi was given restApiId undefined, .* an await/);
});

test('own resources may be changed in a later session, and by ARN', async () => {
  const maker = testSession(aws, { prefix: 'ann' });
  const { Role } = await maker.clients.iam.send(
    new CreateRoleCommand({ RoleName: 'ann-x', AssumeRolePolicyDocument: LAMBDA_TRUST }),
  );
  const made = await maker.clients.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'ann-x',
      Role: Role?.Arn,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Code: { ZipFile: OLD_CODE },
    }),
  );
  await maker.close();

  const later = testSession(aws, { prefix: 'ann' });
  await later.clients.lambda.send(new DeleteFunctionCommand({ FunctionName: made.FunctionArn }));
  await expect(codeOf('ann-x')).rejects.toThrow();
  expect(await teardown(later)).toBe(true);
  await later.close();
});

test('a role that is created without the path gets it, so that a teardown finds it', async () => {
  await session.clients.iam.send(
    new CreateRoleCommand({ RoleName: 'shop-own', AssumeRolePolicyDocument: LAMBDA_TRUST }),
  );
  const { Role } = await others.iam.send(new GetRoleCommand({ RoleName: 'shop-own' }));
  expect(Role?.Path).toBe('/workshop/');
  expect((await findResources(session)).own).toEqual([{ kind: 'role', name: 'shop-own' }]);
  await session.clients.iam.send(new DeleteRoleCommand({ RoleName: 'shop-own' }));
});

test('what has taken the name of something that was made is not removed', async () => {
  const { iam } = session.clients;
  const role = { RoleName: 'shop-signer', AssumeRolePolicyDocument: LAMBDA_TRUST };
  await iam.send(new CreateRoleCommand(role));
  await others.iam.send(new DeleteRoleCommand({ RoleName: 'shop-signer' }));
  await others.iam.send(new CreateRoleCommand({ ...role, Path: '/workshop/' }));

  expect(await teardown(session)).toBe(false);
  await others.iam.send(new DeleteRoleCommand({ RoleName: 'shop-signer' }));
});

test('a creation whose answer was lost does not claim what was there before', async () => {
  let drops = 1;
  const losing = testSession(aws, {
    prefix: 'shop',
    wire: [
      async ({ operation, input }, proceed) => {
        if (operation === 'CreateRole' && drops-- > 0) {
          throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        }
        return proceed(input);
      },
    ],
    time: { now: () => new Date(), sleep: async () => {} },
  });
  const creation = losing.clients.iam.send(
    new CreateRoleCommand({ RoleName: 'shop-caller', AssumeRolePolicyDocument: LAMBDA_TRUST }),
  );
  await expect(creation).rejects.toThrow('already exists');
  expect(losing.journal.entries().map(({ state }) => state)).toEqual(['intended']);
  await losing.close();
});
