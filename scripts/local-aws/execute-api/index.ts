import { randomUUID } from 'node:crypto';
import type { Cloud } from '../account/cloud';
import { type Answer, answerOf } from '../admission/answers';
import type { RequestRecord } from '../records/record';
import type { ExecuteApi } from '../services/service';
import type { HttpAnswer, ReceivedRequest } from '../wire/http';
import { addressOf, type StageAddress } from './address';
import { admit } from './admit';
import type { MethodAddress } from './arn';
import { integrate } from './integrations';
import { IntegrationFailure } from './integrations/failure';
import type { IntegrationResult } from './integrations/result';
import type { IntegrationTrace } from './integrations/trace';
import type { Invocation } from './invocation';
import { type AnswerIds, errorAnswer, integrationAnswer } from './response';
import { matchRoute } from './route';
import { findServedStage, type ServedStage } from './served-stage';

/** The data plane of API Gateway: serves the deployed stages of all APIs. */
export function createExecuteApi(cloud: Cloud): ExecuteApi {
  return {
    answer(request, record) {
      const target = addressOf(request, cloud.region);
      return target && answerRequest({ cloud, request, record, target });
    },
  };
}

interface Exchange {
  cloud: Cloud;
  request: ReceivedRequest;
  record: RequestRecord;
  target: StageAddress;
}

/** The caller is told what AWS would tell; the record keeps what stands behind it. */
async function answerRequest(exchange: Exchange): Promise<HttpAnswer> {
  exchange.record.service = 'execute-api';
  const ids = newIds();
  const outcome = await serve(exchange, ids);
  return 'errorType' in outcome ? errorAnswer(outcome, ids) : integrationAnswer(outcome, ids);
}

/** The extended id is shorter and ends in `=`, as API Gateway's does. */
function newIds(): AnswerIds {
  const requestId = randomUUID();
  return { requestId, extendedRequestId: `${requestId.slice(0, 8)}${requestId.slice(-7)}=` };
}

/** API Gateway's order: stage, resource and method, signature, policies, integration. */
async function serve(exchange: Exchange, ids: AnswerIds): Promise<Answer | IntegrationResult> {
  const { cloud, request, record, target } = exchange;
  const served = findServedStage(cloud, target);
  if (!served) return notServed(record, target);

  const resources = Object.values(served.snapshot.resources);
  const route = matchRoute(resources, request.method, target.path);
  if (!route) return notRouted(record, served, request.method, target.path);

  const address = methodAddress(served, target, request.method);
  const admission = await admit({ cloud, served, address, request, record }, route.method);
  if (!admission.admitted) return admission.answer;

  const { requestId, extendedRequestId } = ids;
  return answerOfIntegration(record, {
    cloud,
    account: served.account,
    api: served.api,
    stage: served.stage,
    route,
    request,
    path: target.path,
    ...(admission.caller && { caller: admission.caller }),
    requestId,
    extendedRequestId,
    receivedAt: cloud.clock.now(),
  });
}

async function answerOfIntegration(
  record: RequestRecord,
  invocation: Invocation,
): Promise<Answer | IntegrationResult> {
  const trace: IntegrationTrace & Record<string, unknown> = {};
  record.integration = trace;
  try {
    return await integrate(invocation, trace);
  } catch (error) {
    if (!(error instanceof IntegrationFailure)) throw error;
    trace.failure = error.message;
    return answerOf(error.answer, {});
  }
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

function notServed(record: RequestRecord, { apiId, stage }: StageAddress): Answer {
  const reason =
    `There is no API ${apiId} with a stage "${stage}" that serves a ` +
    'deployment. Look at the invoke URL, and whether the API has been deployed to that stage.';
  record.refusedBy = { check: 'route', reason };
  return answerOf('unknown-stage', {});
}

function notRouted(
  record: RequestRecord,
  { stage, snapshot }: ServedStage,
  httpMethod: string,
  path: string,
): Answer {
  const methods = Object.values(snapshot.resources).flatMap((resource) =>
    Object.keys(resource.resourceMethods).map((name) => `${name} ${resource.path}`),
  );
  const reason =
    `Deployment ${stage.deploymentId} of stage ${stage.stageName} has no ${httpMethod} ${path}. ` +
    `It has: ${methods.join(', ')}. What was changed since is served after the next deployment.`;
  record.refusedBy = { check: 'route', reason };
  return answerOf('unknown-route', {});
}
