import { randomUUID } from 'node:crypto';
import { newTraceRoot } from '../account/identifiers';
import { RequestRefused, refuse } from '../admission/admit';
import { answerOf, type ErrorAnswer } from '../admission/answers';
import type { RecordedRequest, RequestRecord } from '../records/record';
import type { StoredResource } from '../services/apigateway/state';
import { type HttpAnswer, headerOf, type ReceivedRequest } from '../wire/http';
import { addressOf, type StageAddress } from './address';
import { admit } from './admit';
import type { MethodAddress } from './arn';
import { integrate } from './integrations';
import { IntegrationFailure } from './integrations/outcome';
import type { AnswerIds, MethodInvocation } from './invocation';
import { errorAnswer, integrationAnswer } from './response';
import { type MethodRoute, matchRoute } from './route';
import { findServedStage, type ServedStage } from './served-stage';

/**
 * The data plane of API Gateway: serves the deployed stages of all APIs. The caller is told what
 * AWS would tell; the record keeps what is behind it.
 * @returns undefined when neither Host nor path is that of a deployed API
 */
export function answerFromApi(exchange: RecordedRequest): Promise<HttpAnswer> | undefined {
  const target = addressOf(exchange.request, exchange.cloud.region);
  return target && serve(exchange, target);
}

async function serve(exchange: RecordedRequest, target: StageAddress): Promise<HttpAnswer> {
  const { record } = exchange;
  record.service = 'execute-api';
  const ids = newIds();
  try {
    const invocation = await admitted(exchange, target, ids);
    record.integration = {};
    return integrationAnswer(await integrate(invocation, record.integration), ids);
  } catch (error) {
    if (error instanceof RequestRefused) return errorAnswer(error.answer, ids);
    if (error instanceof IntegrationFailure) return errorAnswer(answerOf(error.answer, {}), ids);
    throw error;
  }
}

/** The extended id is shorter and ends in `=`, as API Gateway's does. */
function newIds(): AnswerIds {
  const requestId = randomUUID();
  return { requestId, extendedRequestId: `${requestId.slice(0, 8)}${requestId.slice(-7)}=` };
}

/**
 * The call that a request makes, in API Gateway's order: stage, resource and method, signature,
 * policies.
 * @throws RequestRefused at the first of them that refuses
 */
async function admitted(
  exchange: RecordedRequest,
  target: StageAddress,
  ids: AnswerIds,
): Promise<MethodInvocation> {
  const { cloud, request, record } = exchange;
  const served = findServedStage(cloud, target);
  if (!served) throw notServed(record, target);

  const { account, api, stage, snapshot } = served;
  const resources = Object.values(snapshot.resources);
  const signedRoute = matchRoute(resources, request.method, target.path);
  if (!signedRoute) throw notRouted(exchange, served, target.path);
  const { route, path, requestedPath } = routeAsSent(exchange, target, signedRoute, resources) ?? {
    ...target,
    route: signedRoute,
  };

  const address = methodAddress(served, target, request.method);
  const caller = await admit({ cloud, request, record, served, address }, route.method);
  const receivedAt = cloud.clock.now();
  const traceId = headerOf(request, 'x-amzn-trace-id') ?? newTraceRoot(receivedAt);
  return {
    cloud,
    account,
    api,
    stage,
    route,
    request,
    path,
    requestedPath,
    caller,
    receivedAt,
    traceId,
    ids,
  };
}

/**
 * A method that asks for no signature is handed the path as it was sent, double slashes and all, as
 * AWS was recorded to do. Where a signature counts, the path that it covers is the only one.
 */
function routeAsSent(
  { cloud, request }: RecordedRequest,
  target: StageAddress,
  { method }: MethodRoute,
  resources: StoredResource[],
): (StageAddress & { route: MethodRoute }) | undefined {
  if (request.sentPath === undefined || method.authorizationType === 'AWS_IAM') return undefined;
  const sent = addressOf(request, cloud.region, request.sentPath);
  if (sent?.apiId !== target.apiId || sent.stage !== target.stage) return undefined;
  const route = matchRoute(resources, request.method, sent.path);
  return route?.method === method ? { ...sent, route } : undefined;
}

/** In ARNs a trailing slash does not count, except that it is all there is of the root. */
function methodAddress(
  { account, api, stage }: ServedStage,
  { path }: StageAddress,
  method: string,
): MethodAddress {
  return {
    region: account.region,
    accountId: account.id,
    apiId: api.api.id,
    stage: stage.stageName,
    method,
    path: path.length > 1 ? path.replace(/\/$/, '') : path,
  };
}

function notServed(record: RequestRecord, { apiId, stage }: StageAddress): RequestRefused {
  const reason =
    `There is no API ${apiId} with a stage "${stage}" that serves a ` +
    'deployment. Look at the invoke URL, and whether the API has been deployed to that stage.';
  return refuse(record, 'route', answerOf('unknown-stage', {}), reason);
}

function notRouted(
  { record, request }: RecordedRequest,
  { stage, snapshot }: ServedStage,
  path: string,
): RequestRefused {
  const { method: httpMethod } = request;
  const methods = Object.values(snapshot.resources).flatMap((resource) =>
    Object.keys(resource.resourceMethods).map((name) => `${name} ${resource.path}`),
  );
  const reason =
    `Deployment ${stage.deploymentId} of stage ${stage.stageName} has no ${httpMethod} ${path}. ` +
    `It has: ${methods.join(', ')}. What was changed since is served after the next deployment.`;
  return refuse(record, 'route', answerToUnknownRoute(request), reason);
}

/**
 * An Authorization header is read even if there is no route: one that is no
 * signature is refused as such. What AWS answers to a valid signature there is not known.
 */
function answerToUnknownRoute(request: ReceivedRequest): ErrorAnswer {
  const authorization = headerOf(request, 'authorization');
  return authorization === undefined || authorization.startsWith('AWS4-HMAC-SHA256')
    ? answerOf('unknown-route', {})
    : answerOf('not-key-value', { rule: 'not-key-value', authorization });
}
