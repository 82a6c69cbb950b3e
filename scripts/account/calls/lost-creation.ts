import {
  type APIGatewayClient,
  GetMethodCommand,
  paginateGetRestApis,
} from '@aws-sdk/client-api-gateway';
import { GetRoleCommand, type IAMClient } from '@aws-sdk/client-iam';
import { GetFunctionCommand, GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { unlessMissing } from './aws-error';
import type { CallInput } from './operations';
import type { CallOutput } from './wrap-calls';

/** The clients that look for it. */
export interface LookupClients {
  apiGateway: APIGatewayClient;
  iam: IAMClient;
  lambda: LambdaClient;
}

/** Finds what a call has made. @returns what the call would have given, or undefined */
type Lookup = (input: CallInput, clients: LookupClients) => Promise<object | undefined>;

/**
 * Calls that cannot just be repeated when their answer was lost: the second one would make another
 * API, or be refused since the thing is there. By operation. What bears other tags than the call gives
 * was not made by it.
 */
const LOOKUPS: Record<string, Lookup> = {
  CreateRestApi: async ({ name, tags }, { apiGateway }) => {
    for await (const { items = [] } of paginateGetRestApis({ client: apiGateway }, {})) {
      const found = items.find((api) => api.name === name && equalTags(api.tags, tags));
      if (found) return found;
    }
    return undefined;
  },
  PutMethod: ({ restApiId, resourceId, httpMethod }, { apiGateway }) =>
    unlessMissing(
      apiGateway.send(
        new GetMethodCommand({
          restApiId: String(restApiId),
          resourceId: String(resourceId),
          httpMethod: String(httpMethod),
        }),
      ),
    ),
  CreateRole: async ({ RoleName, Tags }, { iam }) => {
    const command = new GetRoleCommand({ RoleName: String(RoleName) });
    const found = await unlessMissing(iam.send(command));
    return equalTags(tagMap(found?.Role?.Tags), tagMap(Tags)) ? found : undefined;
  },
  CreateFunction: async ({ FunctionName, Tags }, { lambda }) => {
    const command = new GetFunctionCommand({ FunctionName: String(FunctionName) });
    const found = await unlessMissing(lambda.send(command));
    return equalTags(found?.Tags, Tags) ? found?.Configuration : undefined;
  },
  AddPermission: async ({ FunctionName, StatementId }, { lambda }) => {
    const command = new GetPolicyCommand({ FunctionName: String(FunctionName) });
    const found = await unlessMissing(lambda.send(command));
    const statement = statementsOf(found?.Policy).find(({ Sid }) => Sid === StatementId);
    return statement && { Statement: JSON.stringify(statement) };
  },
};

/** After a call whose answer was lost: what it made, or undefined if it has to be made again. */
export async function findLostCreation(
  operation: string,
  input: CallInput,
  clients: LookupClients,
): Promise<CallOutput | undefined> {
  return (await LOOKUPS[operation]?.(input, clients)) as CallOutput | undefined;
}

/** IAM has its tags in a list. */
function tagMap(list: unknown): Record<string, string> {
  const tags: { Key?: string; Value?: string }[] = Array.isArray(list) ? list : [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

function equalTags(tags: Record<string, string> = {}, wanted: unknown): boolean {
  return Object.entries(wanted ?? {}).every(([key, value]) => tags[key] === value);
}

function statementsOf(policy: string | undefined): { Sid?: string }[] {
  if (policy === undefined) return [];
  return (JSON.parse(policy) as { Statement: { Sid?: string }[] }).Statement;
}
