import { GetRestApiCommand, GetStageCommand } from '@aws-sdk/client-api-gateway';
import { GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type * as Provisioning from '../../../solutions/02-provision-api/provision-api';
import type { Api, ApiPlan } from '../../../solutions/02-provision-api/provision-api';
import { unlessMissing } from '../../account/calls/aws-error';
import { STAGE } from '../../account/names';
import type { Session } from '../../account/session';
import { findOwnApis } from '../../account/teardown/find';
import { remove } from '../../account/teardown/remove';
import type { ExpectedApi } from '../../inspect/api';
import { runAwaited } from '../../inspect/awaited-calls';
import type { InvokeTarget } from '../../inspect/invoke-arn';
import { type Code, UnusableCode } from '../code';
import type { VerificationReport } from '../verification-report';
import { standInNames } from './maker';

/** The file that provisions the API, in the steps' folders. */
export const PROVISION_API = '02-provision-api/provision-api';

/** The API of the session's names, or undefined. */
export async function findApi(session: Session): Promise<Api | undefined> {
  const [found] = await findOwnApis(session, session.names.api);
  if (!found) return undefined;
  const { id: restApiId } = found;
  const api = await session.clients.apiGateway.send(new GetRestApiCommand({ restApiId }));
  return { apiId: api.id!, rootResourceId: api.rootResourceId! };
}

/** What step 02 is to make of the session's names. */
export function apiPlan({ names, region, accountId }: Session, functionArn: string): ApiPlan {
  return { name: names.api, stage: STAGE, region, accountId, functionArn, tags: names.tags };
}

/**
 * Creates the API by the `provisionApi` of the given code, from the beginning: one that a former run
 * has left would hide what the code does not do any more.
 *
 * @returns what `provisionApi` returned
 * @throws UnusableCode where that is no API, NotAwaited, what the code or AWS throws
 */
export async function makeApi(
  session: Session,
  report: VerificationReport,
  code: Code,
  plan: ApiPlan,
): Promise<Api> {
  const { provisionApi } = code.load<typeof Provisioning>(PROVISION_API, 'provisionApi');
  const { apiGateway, lambda } = session.clients;
  for (const api of await findOwnApis(session, plan.name)) {
    report.note(`The API ${api.id} of a former run goes first: provisionApi creates it again.`);
    await remove(api, session);
  }
  const api: unknown = await runAwaited({ apiGateway, lambda }, 'provisionApi', () =>
    provisionApi({ apiGateway, lambda }, plan),
  );
  if (!isApi(api)) throw new UnusableCode(noApi(code, api));
  await removeOldPermissions(session, report, plan.functionArn);
  return api;
}

function isApi(value: unknown): value is Api {
  const { apiId, rootResourceId } = (value ?? {}) as Partial<Api>;
  return typeof apiId === 'string' && typeof rootResourceId === 'string';
}

function noApi(code: Code, value: unknown): string {
  return (
    `provisionApi in ${code.name(PROVISION_API)} returned ${JSON.stringify(value) ?? 'undefined'}; ` +
    'it must return what createApi returns: { apiId, rootResourceId }.'
  );
}

/** The function's policy outlives an API, and is not endless. */
async function removeOldPermissions(
  session: Session,
  report: VerificationReport,
  FunctionName: string,
): Promise<void> {
  const { clients, names } = session;
  const apis = [
    ...(await findOwnApis(session, names.api)),
    ...(await findOwnApis(session, standInNames(names).api)),
  ];
  for (const { Sid, sourceArn } of await permissions(clients, FunctionName)) {
    if (sourceArn === undefined || apis.some(({ id }) => sourceArn.includes(id!))) continue;
    report.note('The permission of an API that is gone goes as well.');
    const statement = { FunctionName, StatementId: Sid };
    await unlessMissing(clients.lambda.send(new RemovePermissionCommand(statement)));
  }
}

interface Permission {
  Sid: string;
  sourceArn: string | undefined;
}

async function permissions(
  { lambda }: Session['clients'],
  FunctionName: string,
): Promise<Permission[]> {
  const found = await unlessMissing(lambda.send(new GetPolicyCommand({ FunctionName })));
  const { Statement } = JSON.parse(found?.Policy ?? '{"Statement":[]}') as {
    Statement: { Sid: string; Condition?: { ArnLike?: Record<string, string> } }[];
  };
  return Statement.map(({ Sid, Condition }) => ({
    Sid,
    sourceArn: Condition?.ArnLike?.['AWS:SourceArn'],
  }));
}

/** Whether provisioning got to its end: the deployment is its last part. */
export async function isDeployed(
  { clients }: Session,
  { apiId: restApiId }: Api,
  { stage: stageName }: ApiPlan,
): Promise<boolean> {
  const stage = clients.apiGateway.send(new GetStageCommand({ restApiId, stageName }));
  return (await unlessMissing(stage)) !== undefined;
}

/** What `inspectApi` compares an API with. */
export function expectedApi(api: Api, plan: ApiPlan): ExpectedApi {
  return { ...api, ...plan };
}

/** GET on the root of the API, as policies name it. */
export function invokeTarget(api: Api, { region, accountId, stage }: ApiPlan): InvokeTarget {
  return { region, accountId, apiId: api.apiId, stage, method: 'GET', path: '/' };
}
