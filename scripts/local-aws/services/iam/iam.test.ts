import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  SetDefaultPolicyVersionCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type LocalAws, ManualClock, startLocalAws } from '../..';

const TRUST = policy({
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const INVOKE = policy({ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' });
const BASIC_EXECUTION = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const NOW = new Date('2026-01-31T12:00:00Z');

let aws: LocalAws;
let iam: IAMClient;

beforeEach(async () => {
  aws = await startLocalAws({ clock: new ManualClock(NOW) });
  iam = new IAMClient(clientOptions(aws.credentials));
});

afterEach(() => aws.stop());

/** The SDK signs with the real time unless it is told how far the server's clock is off. */
function clientOptions(credentials: { accessKeyId: string; secretAccessKey: string }) {
  const systemClockOffset = NOW.getTime() - Date.now();
  return { endpoint: aws.url, region: aws.region, credentials, systemClockOffset, maxAttempts: 1 };
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

function createRole(name = 'caller') {
  return iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
}

describe('roles', () => {
  it('are created, shown, listed, changed and deleted', async () => {
    const { Role: created } = await createRole();
    expect(created).toMatchObject({
      RoleName: 'caller',
      Arn: 'arn:aws:iam::123456789012:role/caller',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{16}$/),
      CreateDate: NOW,
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
      MaxSessionDuration: 3600,
    });
    await iam.send(
      new UpdateRoleCommand({ RoleName: 'caller', Description: 'calls', MaxSessionDuration: 7200 }),
    );
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: 'caller' }));
    expect(role).toMatchObject({ Description: 'calls', MaxSessionDuration: 7200 });
    expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(1);
    expect((await iam.send(new ListRolesCommand({ PathPrefix: '/x/' }))).Roles).toEqual([]);

    await iam.send(new DeleteRoleCommand({ RoleName: 'caller' }));
    await expect(iam.send(new GetRoleCommand({ RoleName: 'caller' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name caller cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('are not created twice', async () => {
    await createRole();
    await expect(createRole()).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name caller already exists.',
      $metadata: { httpStatusCode: 409 },
    });
  });

  it('are not deleted while policies remain', async () => {
    const RoleName = 'caller';
    await createRole();
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: INVOKE }),
    );
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: BASIC_EXECUTION }));
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(remove()).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: BASIC_EXECUTION }));
    await expect(remove()).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete policies first.',
    });
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' }));
    await remove();
  });

  it('have inline policies', async () => {
    const RoleName = 'caller';
    await createRole();
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: INVOKE }),
    );
    const listed = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    expect(listed.PolicyNames).toEqual(['invoke']);
    const shown = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'invoke' }));
    expect(decodeURIComponent(shown.PolicyDocument!)).toBe(INVOKE);
    await expect(
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'other' })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role policy with name other cannot be found.',
    });
    await expect(
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'bad', PolicyDocument: '{' })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  it('have tags', async () => {
    const RoleName = 'caller';
    await createRole();
    await iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: ['a', 'b'].map((Key) => ({ Key, Value: `is ${Key}` })),
      }),
    );
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    const { Tags } = await iam.send(new ListRoleTagsCommand({ RoleName }));
    expect(Tags).toEqual([{ Key: 'b', Value: 'is b' }]);
  });

  it('trust only principals that exist', async () => {
    await createRole();
    const trusting = (arn: string) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: 'caller',
          PolicyDocument: policy({
            Effect: 'Allow',
            Principal: { AWS: arn },
            Action: 'sts:AssumeRole',
          }),
        }),
      );
    await trusting('arn:aws:iam::123456789012:user/admin');
    await expect(trusting('arn:aws:iam::123456789012:user/nobody')).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: 'Invalid principal in policy: "AWS":"arn:aws:iam::123456789012:user/nobody"',
    });
  });

  it('come in pages', async () => {
    for (const name of ['a', 'b', 'c']) await createRole(name);
    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, Roles: [{}, {}] });
    const rest = await iam.send(new ListRolesCommand({ MaxItems: 2, Marker: first.Marker }));
    expect(rest).toMatchObject({ IsTruncated: false, Roles: [{ RoleName: 'c' }] });
  });
});

describe('users', () => {
  const UserName = 'alice';

  beforeEach(() => iam.send(new CreateUserCommand({ UserName, Path: '/team/' })));

  it('are created, shown, listed and deleted', async () => {
    const { User } = await iam.send(new GetUserCommand({ UserName }));
    expect(User).toMatchObject({ Arn: 'arn:aws:iam::123456789012:user/team/alice' });
    expect((await iam.send(new GetUserCommand({}))).User).toMatchObject({ UserName: 'admin' });
    const { Users } = await iam.send(new ListUsersCommand({ PathPrefix: '/team/' }));
    expect(Users).toHaveLength(1);
    await iam.send(new DeleteUserCommand({ UserName }));
    await expect(iam.send(new GetUserCommand({ UserName }))).rejects.toMatchObject({
      message: 'The user with name alice cannot be found.',
    });
  });

  it('sign with their access keys, while these are active', async () => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey!;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const sts = new STSClient(clientOptions(credentials));
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:iam::123456789012:user/team/alice');

    await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    });
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId, Status: 'Inactive' }]);

    await expect(iam.send(new DeleteUserCommand({ UserName }))).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete access keys first.',
    });
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it('have two access keys at most', async () => {
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    await expect(iam.send(new CreateAccessKeyCommand({ UserName }))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
  });

  it('may do what their policies allow, and nothing else', async () => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey!;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const alice = new IAMClient(clientOptions(credentials));
    await expect(alice.send(new ListRolesCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::123456789012:user/team/alice is not authorized to perform: ' +
        'iam:ListRoles on resource: * because no identity-based policy allows the iam:ListRoles action',
    });

    const PolicyName = 'look';
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'iam:List*', Resource: '*' });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
    await alice.send(new ListRolesCommand({}));
    const { PolicyNames } = await iam.send(new ListUserPoliciesCommand({ UserName }));
    expect(PolicyNames).toEqual([PolicyName]);
    const shown = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName }));
    expect(decodeURIComponent(shown.PolicyDocument!)).toBe(PolicyDocument);

    await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
    const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    await alice.send(new ListRolesCommand({}));
    const attached = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'IAMReadOnlyAccess', PolicyArn }]);
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    await expect(alice.send(new ListRolesCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('managed policies', () => {
  const PolicyArn = 'arn:aws:iam::123456789012:policy/invoke';

  beforeEach(() =>
    iam.send(new CreatePolicyCommand({ PolicyName: 'invoke', PolicyDocument: INVOKE })),
  );

  it('are attached, and not deleted while they are', async () => {
    await createRole();
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'caller', PolicyArn }));
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'caller' }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'invoke', PolicyArn }]);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: 'v1' });
    const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    expect(entities.PolicyRoles).toMatchObject([{ RoleName: 'caller' }]);
    const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }));
    await expect(remove()).rejects.toMatchObject({
      message: 'Cannot delete a policy attached to entities.',
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'caller', PolicyArn }));
    await remove();
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  it('have versions, of which one counts', async () => {
    const document = policy({ Effect: 'Deny', Action: '*', Resource: '*' });
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document }));
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions).toMatchObject([
      { VersionId: 'v1', IsDefaultVersion: false },
      { VersionId: 'v2', IsDefaultVersion: true },
    ]);
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
    );
    expect(decodeURIComponent(PolicyVersion!.Document!)).toBe(document);
    await expect(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' })),
    ).rejects.toMatchObject({ message: 'Cannot delete the default version of a policy.' });
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  });

  it('are listed, those of AWS among them', async () => {
    const local = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(local.Policies).toMatchObject([{ PolicyName: 'invoke' }]);
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }));
    expect(Policies?.map(({ PolicyName }) => PolicyName)).toContain('AdministratorAccess');
  });
});

describe('simulation', () => {
  it('tells what a role might do', async () => {
    const { Role } = await createRole();
    const PolicyDocument = policy({
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: 'arn:aws:execute-api:*:*:abc/dev/GET/',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
    });
    await iam.send(
      new PutRolePolicyCommand({ RoleName: 'caller', PolicyName: 'invoke', PolicyDocument }),
    );
    const decide = async (region: string, stage: string) => {
      const { EvaluationResults } = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: Role!.Arn!,
          ActionNames: ['execute-api:Invoke'],
          ResourceArns: [`arn:aws:execute-api:ap-northeast-1:123456789012:abc/${stage}/GET/`],
          ContextEntries: [
            {
              ContextKeyName: 'aws:RequestedRegion',
              ContextKeyType: 'string',
              ContextKeyValues: [region],
            },
          ],
        }),
      );
      return EvaluationResults![0]!.EvalDecision;
    };
    expect(await decide('ap-northeast-1', 'dev')).toBe('allowed');
    expect(await decide('ap-northeast-1', 'prod')).toBe('implicitDeny');
    expect(await decide('us-east-1', 'dev')).toBe('implicitDeny');
  });

  it('tells what policies would allow that nobody has', async () => {
    const { EvaluationResults } = await iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [INVOKE, policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' })],
        ActionNames: ['execute-api:Invoke', 's3:GetObject', 'sqs:SendMessage'],
      }),
    );
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual([
      'allowed',
      'explicitDeny',
      'implicitDeny',
    ]);
  });
});
