import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListRolesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { policy, useIam } from '../../testing/iam';

const { clientOptions, send } = useIam();

describe('users', () => {
  const UserName = 'alice';

  beforeEach(() => send(new CreateUserCommand({ UserName, Path: '/team/' })));

  test('are created, shown, listed and deleted', async () => {
    const { User } = await send(new GetUserCommand({ UserName }));
    expect(User).toMatchObject({ Arn: 'arn:aws:iam::123456789012:user/team/alice' });
    expect((await send(new GetUserCommand({}))).User).toMatchObject({ UserName: 'admin' });
    const { Users } = await send(new ListUsersCommand({ PathPrefix: '/team/' }));
    expect(Users).toHaveLength(1);
    await send(new DeleteUserCommand({ UserName }));
    await expect(send(new GetUserCommand({ UserName }))).rejects.toMatchObject({
      message: 'The user with name alice cannot be found.',
    });
  });

  test('sign with their access keys, while these are active', async () => {
    const { AccessKey } = await send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey!;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const sts = new STSClient(clientOptions(credentials));
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:iam::123456789012:user/team/alice');

    await send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
    });
    const { AccessKeyMetadata } = await send(new ListAccessKeysCommand({ UserName }));
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId, Status: 'Inactive' }]);

    await expect(send(new DeleteUserCommand({ UserName }))).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete access keys first.',
    });
    await send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await send(new DeleteUserCommand({ UserName }));
  });

  test('have two access keys at most', async () => {
    await send(new CreateAccessKeyCommand({ UserName }));
    await send(new CreateAccessKeyCommand({ UserName }));
    await expect(send(new CreateAccessKeyCommand({ UserName }))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
  });

  test('may do what their policies allow, and nothing else', async () => {
    const { AccessKey } = await send(new CreateAccessKeyCommand({ UserName }));
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
    await send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
    await alice.send(new ListRolesCommand({}));
    const { PolicyNames } = await send(new ListUserPoliciesCommand({ UserName }));
    expect(PolicyNames).toEqual([PolicyName]);
    const shown = await send(new GetUserPolicyCommand({ UserName, PolicyName }));
    expect(decodeURIComponent(shown.PolicyDocument!)).toBe(PolicyDocument);

    await send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
    const PolicyArn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    await send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    await alice.send(new ListRolesCommand({}));
    const attached = await send(new ListAttachedUserPoliciesCommand({ UserName }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'IAMReadOnlyAccess', PolicyArn }]);
    await send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    await expect(alice.send(new ListRolesCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});
