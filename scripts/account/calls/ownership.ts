import { GetRestApiCommand } from '@aws-sdk/client-api-gateway';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../clients';
import { hasTags, type Names } from '../names';
import type { ResourceKind } from '../resource-kind';
import { unlessMissing } from './aws-error';
import type { NamedResource } from './changed-resource';

/** Whose a resource is: its tags tell. */
export type Ownership = 'own' | 'foreign' | 'missing';

type Tags = Record<string, string>;

/** By kind, how the tags are read. */
const TAGS: Record<ResourceKind, (name: string, clients: Clients) => Promise<Tags | undefined>> = {
  async api(restApiId, { apiGateway }) {
    const found = await unlessMissing(apiGateway.send(new GetRestApiCommand({ restApiId })));
    return found && (found.tags ?? {});
  },
  async function(FunctionName, { lambda }) {
    const found = await unlessMissing(lambda.send(new GetFunctionCommand({ FunctionName })));
    return found && (found.Tags ?? {});
  },
  async role(RoleName, { iam }) {
    const found = await unlessMissing(iam.send(new GetRoleCommand({ RoleName })));
    return (
      found && Object.fromEntries((found.Role?.Tags ?? []).map(({ Key, Value }) => [Key, Value]))
    );
  },
};

/** The tags of a resource; undefined when there is no such resource. */
export function tagsOf({ kind, name }: NamedResource, clients: Clients): Promise<Tags | undefined> {
  return TAGS[kind](name, clients);
}

/** Asks the account whether a resource was made by the workshop for the prefix. */
export async function ownershipOf(
  resource: NamedResource,
  names: Names,
  clients: Clients,
): Promise<Ownership> {
  const tags = await tagsOf(resource, clients);
  if (!tags) return 'missing';
  return hasTags(names, tags) ? 'own' : 'foreign';
}
