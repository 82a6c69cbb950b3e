import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { INVOKE, NOW, policy, TRUST, useIam } from '../../testing/iam';

const BASIC_EXECUTION = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

const { createRole, send } = useIam();

describe('roles', () => {
  test('are created, shown, listed, changed and deleted', async () => {
    const { Role: created } = await createRole();
    expect(created).toMatchObject({
      RoleName: 'caller',
      Arn: 'arn:aws:iam::123456789012:role/caller',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{16}$/),
      CreateDate: NOW,
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
    });
    expect(created).not.toHaveProperty('MaxSessionDuration');
    expect((await send(new GetRoleCommand({ RoleName: 'caller' }))).Role).toMatchObject({
      MaxSessionDuration: 3600,
      RoleLastUsed: {},
    });
    await send(
      new UpdateRoleCommand({ RoleName: 'caller', Description: 'calls', MaxSessionDuration: 7200 }),
    );
    const { Role: role } = await send(new GetRoleCommand({ RoleName: 'caller' }));
    expect(role).toMatchObject({ Description: 'calls', MaxSessionDuration: 7200 });
    expect((await send(new ListRolesCommand({}))).Roles).toHaveLength(1);
    expect((await send(new ListRolesCommand({ PathPrefix: '/x/' }))).Roles).toEqual([]);

    await send(new DeleteRoleCommand({ RoleName: 'caller' }));
    await expect(send(new GetRoleCommand({ RoleName: 'caller' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name caller cannot be found.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('are not created twice', async () => {
    await createRole();
    await expect(createRole()).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name caller already exists.',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('are not deleted while policies remain', async () => {
    const RoleName = 'caller';
    await createRole();
    await send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: INVOKE }),
    );
    await send(new AttachRolePolicyCommand({ RoleName, PolicyArn: BASIC_EXECUTION }));
    const remove = () => send(new DeleteRoleCommand({ RoleName }));
    await expect(remove()).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await send(new DetachRolePolicyCommand({ RoleName, PolicyArn: BASIC_EXECUTION }));
    await expect(remove()).rejects.toMatchObject({
      message: 'Cannot delete entity, must delete policies first.',
    });
    await send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'invoke' }));
    await remove();
  });

  test('have inline policies', async () => {
    const RoleName = 'caller';
    await createRole();
    await send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: INVOKE }),
    );
    const listed = await send(new ListRolePoliciesCommand({ RoleName }));
    expect(listed.PolicyNames).toEqual(['invoke']);
    const shown = await send(new GetRolePolicyCommand({ RoleName, PolicyName: 'invoke' }));
    expect(decodeURIComponent(shown.PolicyDocument!)).toBe(INVOKE);
    await expect(
      send(new GetRolePolicyCommand({ RoleName, PolicyName: 'other' })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role policy with name other cannot be found.',
    });
    await expect(
      send(new PutRolePolicyCommand({ RoleName, PolicyName: 'bad', PolicyDocument: '{' })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  test('have tags', async () => {
    const RoleName = 'caller';
    await createRole();
    await send(
      new TagRoleCommand({
        RoleName,
        Tags: ['a', 'b'].map((Key) => ({ Key, Value: `is ${Key}` })),
      }),
    );
    await send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    const { Tags } = await send(new ListRoleTagsCommand({ RoleName }));
    expect(Tags).toEqual([{ Key: 'b', Value: 'is b' }]);
  });

  test('trust only principals that exist', async () => {
    await createRole();
    const trusting = (arn: string) =>
      send(
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

  test('come in pages', async () => {
    for (const name of ['a', 'b', 'c']) await createRole(name);
    const first = await send(new ListRolesCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, Roles: [{}, {}] });
    const rest = await send(new ListRolesCommand({ MaxItems: 2, Marker: first.Marker }));
    expect(rest).toMatchObject({ IsTruncated: false, Roles: [{ RoleName: 'c' }] });
  });
});
