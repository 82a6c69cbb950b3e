import { DeleteMethodCommand, paginateGetRestApis } from '@aws-sdk/client-api-gateway';
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type * as Provisioning from '../../../solutions/02-provision-api/provision-api';
import type { Api, ApiPlan } from '../../../solutions/02-provision-api/provision-api';
import { unlessMissing } from '../../aws/calls/aws-error';
import { hasTags, STAGE } from '../../aws/names';
import type { Session } from '../../aws/session';
import type { ExpectedApi } from '../../inspect/api';
import type { InvokeTarget } from '../../inspect/invoke-arn';
import type { Code } from '../code';

/** The file that provisions the API, in the steps' folders. */
export const PROVISION_API = '02-provision-api/provision-api';

/** The API of the session's prefix, or undefined. */
export async function findApi({ clients, names }: Session): Promise<Api | undefined> {
  for await (const { items = [] } of paginateGetRestApis({ client: clients.apiGateway }, {})) {
    const found = items.find(({ name, tags }) => name === names.api && hasTags(names, tags));
    if (found) return { apiId: found.id!, rootResourceId: found.rootResourceId! };
  }
  return undefined;
}

/** What step 02 is to make of the session's names. */
export function apiPlan({ names, region, accountId }: Session, functionArn: string): ApiPlan {
  return { name: names.api, stage: STAGE, region, accountId, functionArn, tags: names.tags };
}

/**
 * Makes the API by the given code: the API itself where there is none yet, all its parts anew, so
 * that a change of the code takes effect.
 */
export async function provisionApi(session: Session, code: Code, plan: ApiPlan): Promise<Api> {
  const { clients } = session;
  const { apiGateway, lambda } = clients;
  const provision = code.load<typeof Provisioning>(
    PROVISION_API,
    'createApi',
    'protectMethod',
    'integrateFunction',
    'allowApiGateway',
    'deployApi',
  );
  const found = await findApi(session);
  if (found) await removeMethod(session, found);
  await removePermissions(session, plan.functionArn);
  const api = found ?? (await provision.createApi(apiGateway, plan));
  await provision.protectMethod(apiGateway, api);
  await provision.integrateFunction(apiGateway, api, plan);
  await provision.allowApiGateway(lambda, api, plan);
  await provision.deployApi(apiGateway, api, plan);
  return api;
}

/** What a former run has left would be in the way of what this one makes. */
async function removeMethod({ clients }: Session, api: Api): Promise<void> {
  const method = { restApiId: api.apiId, resourceId: api.rootResourceId, httpMethod: 'GET' };
  await unlessMissing(clients.apiGateway.send(new DeleteMethodCommand(method)));
}

async function removePermissions({ clients }: Session, FunctionName: string): Promise<void> {
  for (const { Sid } of await permissions(clients, FunctionName)) {
    const statement = { FunctionName, StatementId: Sid };
    await unlessMissing(clients.lambda.send(new RemovePermissionCommand(statement)));
  }
}

async function permissions(
  { lambda }: Session['clients'],
  FunctionName: string,
): Promise<{ Sid: string }[]> {
  const found = await unlessMissing(lambda.send(new GetPolicyCommand({ FunctionName })));
  return (JSON.parse(found?.Policy ?? '{"Statement":[]}') as { Statement: { Sid: string }[] })
    .Statement;
}

/** What `inspectApi` compares an API with. */
export function expectedApi(api: Api, plan: ApiPlan): ExpectedApi {
  return { ...api, ...plan };
}

/** GET on the root of the API, as policies name it. */
export function invokeTarget(api: Api, { region, accountId, stage }: ApiPlan): InvokeTarget {
  return { region, accountId, apiId: api.apiId, stage, method: 'GET', path: '/' };
}
