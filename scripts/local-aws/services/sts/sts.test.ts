import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleRequest,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { type LocalAws, ManualClock, startLocalAws } from '../..';
import type { Credentials } from '../../account/account';

const NOW = new Date('2026-01-31T12:00:00Z');
const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '210987654321';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/reader`;

let aws: LocalAws;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock(NOW);
  aws = await startLocalAws({
    clock,
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    reality: { propagation: { role: 10_000 } },
  });
});

afterEach(() => aws.stop());

function clientOptions(credentials: Credentials) {
  const systemClockOffset = clock.now().getTime() - Date.now();
  return { endpoint: aws.url, region: aws.region, credentials, systemClockOffset, maxAttempts: 1 };
}

async function createRole(statement: object, name = 'reader'): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }],
  });
  const iam = new IAMClient(clientOptions(aws.credentials));
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
  clock.advance(10_000);
}

async function assumeRole(
  credentials: Credentials,
  options: Partial<AssumeRoleRequest> = {},
): Promise<Credentials> {
  const sts = new STSClient(clientOptions(credentials));
  const input = { RoleArn: ROLE_ARN, RoleSessionName: 'session', ...options };
  const { Credentials: given } = await sts.send(new AssumeRoleCommand(input));
  return {
    accessKeyId: given!.AccessKeyId!,
    secretAccessKey: given!.SecretAccessKey!,
    sessionToken: given!.SessionToken!,
    expiration: given!.Expiration!,
  };
}

async function callerArn(credentials: Credentials): Promise<string | undefined> {
  const { expiration: _, ...signing } = credentials;
  const sts = new STSClient(clientOptions(signing));
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

test('tells who is calling', async () => {
  const sts = new STSClient(clientOptions(aws.credentials));
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:user/admin`,
    UserId: expect.stringMatching(/^AIDA/),
  });
});

test('gives temporary credentials to whom the role trusts, until they expire', async () => {
  await createRole({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  const credentials = await assumeRole(aws.credentials, { DurationSeconds: 900 });
  expect(await callerArn(credentials)).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`);
  clock.advance(900_000);
  await expect(callerArn(credentials)).rejects.toMatchObject({
    name: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  });
});

test('refuses whom the role does not trust, though an administrator', async () => {
  await createRole({ Principal: { Service: 'lambda.amazonaws.com' } });
  await expect(assumeRole(aws.credentials)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(
      `User: arn:aws:iam::${ACCOUNT}:user/admin is not authorized to perform: sts:AssumeRole on ` +
        `resource: ${ROLE_ARN}`,
    ),
    $metadata: { httpStatusCode: 403 },
  });
});

test('refuses a role that does not exist, or was created a moment ago', async () => {
  await expect(assumeRole(aws.credentials)).rejects.toMatchObject({ name: 'AccessDenied' });
  await createRole({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  clock.advance(-1);
  await expect(assumeRole(aws.credentials)).rejects.toMatchObject({ name: 'AccessDenied' });
  clock.advance(1);
  await assumeRole(aws.credentials);
});

test('gives credentials across accounts when both sides allow it', async () => {
  await createRole({ Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:user/admin` } });
  const credentials = await assumeRole(aws.credentialsOf(OTHER_ACCOUNT));
  expect(await callerArn(credentials)).toContain(`::${ACCOUNT}:assumed-role/reader/`);
});

test('looks at the conditions of the trust policy', async () => {
  await createRole({
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } },
  });
  await expect(assumeRole(aws.credentials)).rejects.toMatchObject({ name: 'AccessDenied' });
  await assumeRole(aws.credentials, { ExternalId: 'agreed' });
});

test('narrows a session by its policy, and refuses a malformed one', async () => {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' },
  });
  await createRole({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  const { expiration: _, ...credentials } = await assumeRole(aws.credentials, { Policy });
  const iam = new IAMClient(clientOptions(credentials));
  await expect(iam.send(new ListRolesCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(assumeRole(aws.credentials, { Policy: '{}' })).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

test.each([
  [{ DurationSeconds: 899 }, 'greater than or equal to 900'],
  [{ DurationSeconds: 3601 }, 'exceeds the MaxSessionDuration set for this role'],
])('refuses %j', async (options, words) => {
  await createRole({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
  await expect(assumeRole(aws.credentials, options)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(words),
  });
});

describe('whoever is made again under a name is somebody else', () => {
  test('a session ends with its role, and gets nothing from a new one of that name', async () => {
    await createRole({ Principal: { AWS: ACCOUNT } });
    const session = await assumeRole(aws.credentials);
    expect(await callerArn(session)).toContain('assumed-role/reader/session');
    const iam = new IAMClient(clientOptions(aws.credentials));
    await iam.send(new DeleteRoleCommand({ RoleName: 'reader' }));
    await expect(callerArn(session)).rejects.toThrow(
      'security token included in the request is invalid',
    );
    await createRole({ Principal: { AWS: ACCOUNT } });
    await expect(callerArn(session)).rejects.toThrow(
      'security token included in the request is invalid',
    );
  });

  test('a role trusts the user whom it named, and no later one', async () => {
    const iam = new IAMClient(clientOptions(aws.credentials));
    const createAnn = async () => {
      const { User } = await iam.send(new CreateUserCommand({ UserName: 'ann' }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
      const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey!;
      return { id: User!.UserId!, arn: User!.Arn!, credentials: { accessKeyId, secretAccessKey } };
    };
    const shownTrust = async () => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'reader' }));
      return decodeURIComponent(Role!.AssumeRolePolicyDocument!);
    };
    const ann = await createAnn();
    await createRole({ Principal: { AWS: ann.arn } });
    expect(await callerArn(await assumeRole(ann.credentials))).toContain('assumed-role/reader');
    expect(await shownTrust()).toContain(`"AWS":"${ann.arn}"`);

    const { accessKeyId: AccessKeyId } = ann.credentials;
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'ann', AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'ann' }));
    const another = await createAnn();
    await expect(assumeRole(another.credentials)).rejects.toThrow(
      'not authorized to perform: sts:AssumeRole',
    );
    expect(await shownTrust()).toContain(`"AWS":"${ann.id}"`);
  });
});

describe('tags and a source identity of a session', () => {
  const Tags = [{ Key: 'team', Value: 'red' }];

  test('take permissions of their own, in the trust policy too', async () => {
    await createRole({ Principal: { AWS: ACCOUNT } });
    const tagged = assumeRole(aws.credentials, { Tags });
    await expect(tagged).rejects.toThrow('not authorized to perform: sts:TagSession');
    const named = assumeRole(aws.credentials, { SourceIdentity: 'ann' });
    await expect(named).rejects.toThrow('not authorized to perform: sts:SetSourceIdentity');
  });

  test('count as condition keys, and pass on to the sessions that follow', async () => {
    const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
    await createRole({ Principal: { AWS: ACCOUNT }, Action });
    const iam = new IAMClient(clientOptions(aws.credentials));
    const Condition = {
      StringEquals: { 'aws:PrincipalTag/team': 'red', 'aws:SourceIdentity': 'ann' },
      DateLessThanEquals: { 'aws:TokenIssueTime': NOW.toISOString().replace('12:00', '13:00') },
    };
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*', Condition },
        { Effect: 'Allow', Action: 'sts:*', Resource: '*' },
      ],
    });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'reader', PolicyName: 'p', PolicyDocument }),
    );
    const mayList = (credentials: Credentials) => {
      const { expiration: _, ...signing } = credentials;
      const client = new IAMClient(clientOptions(signing));
      return client.send(new ListRolesCommand({})).then(
        () => true,
        () => false,
      );
    };
    const SourceIdentity = 'ann';
    const chained = async (credentials: Credentials) => {
      const { expiration: _, ...signing } = credentials;
      return assumeRole(signing);
    };
    expect(await mayList(await assumeRole(aws.credentials))).toBe(false);
    expect(await mayList(await assumeRole(aws.credentials, { Tags }))).toBe(false);
    const once = await assumeRole(aws.credentials, { Tags, SourceIdentity });
    expect(await mayList(once)).toBe(true);
    expect(await mayList(await chained(once))).toBe(false);
    const passedOn = await assumeRole(aws.credentials, {
      Tags,
      SourceIdentity,
      TransitiveTagKeys: ['team'],
    });
    expect(await mayList(await chained(passedOn))).toBe(true);
  });
});
