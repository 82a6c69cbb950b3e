import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { INVOKE, policy, useIam } from '../../testing/iam';

const { createRole, send } = useIam();

describe('managed policies', () => {
  const PolicyArn = 'arn:aws:iam::123456789012:policy/invoke';

  beforeEach(() => send(new CreatePolicyCommand({ PolicyName: 'invoke', PolicyDocument: INVOKE })));

  test('are attached, and not deleted while they are', async () => {
    await createRole();
    await send(new AttachRolePolicyCommand({ RoleName: 'caller', PolicyArn }));
    const attached = await send(new ListAttachedRolePoliciesCommand({ RoleName: 'caller' }));
    expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'invoke', PolicyArn }]);
    const { Policy } = await send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: 'v1' });
    const entities = await send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    expect(entities.PolicyRoles).toMatchObject([{ RoleName: 'caller' }]);
    const remove = () => send(new DeletePolicyCommand({ PolicyArn }));
    await expect(remove()).rejects.toMatchObject({
      message: 'Cannot delete a policy attached to entities.',
    });
    await send(new DetachRolePolicyCommand({ RoleName: 'caller', PolicyArn }));
    await remove();
    await expect(send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  test('have versions, of which one counts', async () => {
    const document = policy({ Effect: 'Deny', Action: '*', Resource: '*' });
    await send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document }));
    await send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const { Versions } = await send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions).toMatchObject([
      { VersionId: 'v1', IsDefaultVersion: false },
      { VersionId: 'v2', IsDefaultVersion: true },
    ]);
    const { PolicyVersion } = await send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }),
    );
    expect(decodeURIComponent(PolicyVersion!.Document!)).toBe(document);
    await expect(
      send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' })),
    ).rejects.toMatchObject({ message: 'Cannot delete the default version of a policy.' });
    await send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
  });

  test('are listed, those of AWS among them', async () => {
    const local = await send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(local.Policies).toMatchObject([{ PolicyName: 'invoke' }]);
    const { Policies } = await send(new ListPoliciesCommand({ Scope: 'AWS' }));
    expect(Policies?.map(({ PolicyName }) => PolicyName)).toContain('AdministratorAccess');
  });
});
