import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  GetUserCommand,
  IAMClient,
  ListRolesCommand,
  PutUserPermissionsBoundaryCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { type LocalAws, startLocalAws } from '../..';
import type { Credentials } from '../../account/account';
import { createUser, policyOf } from '../../testing/identities';

const READ_ONLY = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
const NONE = 'arn:aws:iam::aws:policy/AWSLambda_ReadOnlyAccess';
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

let aws: LocalAws;
let admin: IAMClient;

beforeAll(async () => {
  aws = await startLocalAws();
  admin = clientOf(aws.credentials);
});

afterAll(() => aws.stop());

function clientOf(credentials: Credentials): IAMClient {
  return new IAMClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 });
}

test('a permissions boundary limits its user, and the simulation knows it', async () => {
  const UserName = 'bounded';
  const bounded = clientOf(await createUser(aws, UserName, [ALL]));
  const put = (PermissionsBoundary: string) =>
    admin.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary }));
  const simulated = async () => {
    const { User } = await admin.send(new GetUserCommand({ UserName }));
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: User!.Arn!,
      ActionNames: ['iam:ListRoles'],
    });
    return (await admin.send(command)).EvaluationResults?.[0]?.EvalDecision;
  };

  await put(READ_ONLY);
  await expect(bounded.send(new ListRolesCommand({}))).resolves.toBeDefined();
  expect(await simulated()).toBe('allowed');
  await put(NONE);
  await expect(bounded.send(new ListRolesCommand({}))).rejects.toThrow(
    'because no permissions boundary allows the iam:ListRoles action',
  );
  expect(await simulated()).toBe('implicitDeny');
  expect((await admin.send(new GetUserCommand({ UserName }))).User).toMatchObject({
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: NONE },
  });
  await admin.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
  await expect(bounded.send(new ListRolesCommand({}))).resolves.toBeDefined();
});

test('a boundary that does not exist is refused, and one in use is not deleted', async () => {
  const PermissionsBoundary = `arn:aws:iam::${aws.accountId}:policy/missing`;
  const creating = admin.send(new CreateUserCommand({ UserName: 'x', PermissionsBoundary }));
  await expect(creating).rejects.toThrow('does not exist or is not attachable');
  const { Policy } = await admin.send(
    new CreatePolicyCommand({ PolicyName: 'limit', PolicyDocument: policyOf(ALL) }),
  );
  const PolicyArn = Policy!.Arn!;
  await admin.send(new CreateUserCommand({ UserName: 'x', PermissionsBoundary: PolicyArn }));
  await expect(admin.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow('attached');
});

test('whoever makes users may be bound to give them a boundary', async () => {
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': READ_ONLY } };
  const maker = clientOf(
    await createUser(aws, 'maker', [{ ...ALL, Action: 'iam:CreateUser', Condition }]),
  );
  const create = (PermissionsBoundary?: string) =>
    maker.send(new CreateUserCommand({ UserName: 'made', PermissionsBoundary }));
  await expect(create()).rejects.toThrow('not authorized');
  await expect(create(NONE)).rejects.toThrow('not authorized');
  await expect(create(READ_ONLY)).resolves.toBeDefined();
});

test('to make something with tags takes the permission to tag it', async () => {
  const Action = ['iam:CreateUser', 'iam:CreateRole'];
  const maker = clientOf(await createUser(aws, 'tagger', [{ ...ALL, Action }]));
  const Tags = [{ Key: 'team', Value: 'red' }];
  const tagged = maker.send(new CreateUserCommand({ UserName: 'tagged', Tags }));
  await expect(tagged).rejects.toThrow('not authorized to perform: iam:TagUser');
  await expect(maker.send(new CreateUserCommand({ UserName: 'plain' }))).resolves.toBeDefined();

  const Condition = { StringEquals: { 'aws:RequestTag/team': 'red' } };
  const bound = [{ ...ALL, Action: ['iam:CreateUser', 'iam:TagUser'], Condition }];
  const other = clientOf(await createUser(aws, 'bound', bound));
  await expect(other.send(new CreateUserCommand({ UserName: 'none' }))).rejects.toThrow();
  const red = other.send(new CreateUserCommand({ UserName: 'red', Tags }));
  await expect(red).resolves.toBeDefined();
});

test('requests to IAM are for us-east-1', async () => {
  const Condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
  const lister = clientOf(
    await createUser(aws, 'lister', [{ ...ALL, Action: 'iam:ListRoles', Condition }]),
  );
  await expect(lister.send(new ListRolesCommand({}))).resolves.toBeDefined();
});

test.each([
  ['a managed policy', 7_000, 'Cannot exceed quota for PolicySize: 6144'],
  ['a trust policy', 2_100, 'Cannot exceed quota for ACLSizePerRole: 2048'],
])('%s beyond its size is refused; white space does not count', async (kind, size, message) => {
  const create = (filling: string) => {
    const Condition = { StringEquals: { 'aws:UserAgent': filling } };
    const trust = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
    return kind === 'a trust policy'
      ? admin.send(
          new CreateRoleCommand({
            RoleName: 'large',
            AssumeRolePolicyDocument: policyOf({ Effect: 'Allow', ...trust, Condition }),
          }),
        )
      : admin.send(
          new CreatePolicyCommand({
            PolicyName: 'large',
            PolicyDocument: policyOf({ ...ALL, Condition }),
          }),
        );
  };
  await expect(create('x'.repeat(size))).rejects.toThrow(message);
  await expect(create(' '.repeat(size))).resolves.toBeDefined();
});

test('a statement id is letters and digits', async () => {
  const PolicyDocument = policyOf({ ...ALL, Sid: 'not one' });
  await expect(
    admin.send(new CreatePolicyCommand({ PolicyName: 'sid', PolicyDocument })),
  ).rejects.toThrow('Statement IDs (SID) must be alpha-numeric');
});
