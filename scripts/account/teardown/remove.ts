import { DeleteRestApiCommand } from '@aws-sdk/client-api-gateway';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { unlessMissing } from '../calls/aws-error';
import type { Clients } from '../clients';
import type { Resource, ResourceKind } from '../resource-kind';
import type { Session } from '../session';

/** What uses another goes before it. */
const ORDER: ResourceKind[] = ['api', 'function', 'role'];

const REMOVALS: Record<ResourceKind, (resource: Resource, clients: Clients) => Promise<unknown>> = {
  api: ({ id }, { apiGateway }) => apiGateway.send(new DeleteRestApiCommand({ restApiId: id })),
  function: ({ name }, { lambda }) =>
    lambda.send(new DeleteFunctionCommand({ FunctionName: name })),
  role: removeRole,
};

/** The resources, in the order in which they can be removed. */
export function inOrderOfRemoval(resources: Resource[]): Resource[] {
  return ORDER.flatMap((kind) => resources.filter((resource) => resource.kind === kind));
}

/**
 * Removes one resource, and notes in the journal that it is gone. It is no error when it was gone
 * already.
 *
 * @throws what AWS refuses, as the SDK's error
 */
export async function remove(resource: Resource, session: Session): Promise<void> {
  await unlessMissing(REMOVALS[resource.kind](resource, session.clients));
  session.note({ state: 'removed', ...resource });
}

/** A role is only deleted when it has no policies. */
async function removeRole({ name: RoleName }: Resource, { iam }: Clients): Promise<void> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) {
    await unlessMissing(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
  }
  const { AttachedPolicies = [] } = await iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  for (const { PolicyArn } of AttachedPolicies) {
    await unlessMissing(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
  }
  await iam.send(new DeleteRoleCommand({ RoleName }));
}
