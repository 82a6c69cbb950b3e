import type {
  DeleteIntegrationRequest,
  DeleteIntegrationResponseRequest,
  GetIntegrationRequest,
  GetIntegrationResponseRequest,
  Integration,
  IntegrationResponse,
  PutIntegrationRequest,
  PutIntegrationResponseRequest,
  UpdateIntegrationRequest,
  UpdateIntegrationResponseRequest,
} from '@aws-sdk/client-api-gateway';
import type { Call } from '../service';
import { checkIntegration, checkIntegrationResponse } from './integration-rules';
import { entries, integer, items, type PatchRules, patched, text } from './patch';
import type { StoredIntegration, StoredRestApi } from './state';
import {
  changeResources,
  found,
  integrationOf,
  type MethodLabels,
  methodOf,
  NO_INTEGRATION,
  notFound,
  readResources,
  resourceOf,
} from './stored';

const INTEGRATION_PATCHES: PatchRules<StoredIntegration> = {
  '/httpMethod': text('httpMethod'),
  '/uri': text('uri'),
  '/passthroughBehavior': text('passthroughBehavior'),
  '/timeoutInMillis': integer('timeoutInMillis'),
  '/cacheNamespace': text('cacheNamespace'),
  '/cacheKeyParameters/*': items('cacheKeyParameters'),
  '/requestTemplates/*': entries('requestTemplates'),
  '/requestParameters/*': entries('requestParameters'),
};

const RESPONSE_PATCHES: PatchRules<IntegrationResponse> = {
  '/selectionPattern': text('selectionPattern', ['remove', 'replace']),
  '/responseParameters/*': entries('responseParameters'),
  '/responseTemplates/*': entries('responseTemplates'),
};

export function putIntegration(input: PutIntegrationRequest, call: Call): Integration {
  return changeResources(call, input.restApiId, (restApi) => {
    const method = methodOf(restApi, input);
    const integration = integrationFrom(input);
    checkIntegration(integration, call.cloud.region);
    method.methodIntegration = integration;
    return integration;
  });
}

export function getIntegration(input: GetIntegrationRequest, call: Call): Integration {
  return integrationOf(readResources(call, input.restApiId), input);
}

export function updateIntegration(input: UpdateIntegrationRequest, call: Call): Integration {
  return changeResources(call, input.restApiId, (restApi) => {
    const current = integrationOf(restApi, input);
    const integration = patched(current, input.patchOperations, INTEGRATION_PATCHES);
    checkIntegration(integration, call.cloud.region);
    methodOf(restApi, input).methodIntegration = integration;
    return integration;
  });
}

export function deleteIntegration(input: DeleteIntegrationRequest, call: Call): object {
  return changeResources(call, input.restApiId, (restApi) => {
    integrationOf(restApi, input);
    delete methodOf(restApi, input).methodIntegration;
    return {};
  });
}

export function putIntegrationResponse(
  input: PutIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  return changeResources(call, input.restApiId, (restApi) => {
    const integration = integrationOf(restApi, input);
    const { restApiId: _, resourceId: __, httpMethod: ___, ...response } = input;
    checkIntegrationResponse(response, methodOf(restApi, input));
    return setResponse(integration, response);
  });
}

export function getIntegrationResponse(
  input: GetIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  const integration = integrationOf(readResources(call, input.restApiId), input);
  return responseOf(integration, input.statusCode);
}

export function updateIntegrationResponse(
  input: UpdateIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  return changeResources(call, input.restApiId, (restApi) => {
    const integration = integrationOf(restApi, input);
    const current = responseOf(integration, input.statusCode);
    const response = patched(current, input.patchOperations, RESPONSE_PATCHES);
    checkIntegrationResponse(response, methodOf(restApi, input));
    return setResponse(integration, response);
  });
}

export function deleteIntegrationResponse(
  input: DeleteIntegrationResponseRequest,
  call: Call,
): object {
  return changeResources(call, input.restApiId, (restApi) => {
    const integration = integrationToRespond(restApi, input);
    responseOf(integration, input.statusCode);
    delete integration.integrationResponses?.[input.statusCode!];
    return {};
  });
}

/**
 * The request with the defaults of API Gateway; its own method is not that of the integration. A
 * MOCK calls nothing, so it keeps neither address nor method.
 */
function integrationFrom(input: PutIntegrationRequest): StoredIntegration {
  const {
    restApiId: _,
    resourceId,
    httpMethod: __,
    uri,
    integrationHttpMethod,
    ...members
  } = input;
  const called = {
    ...(uri !== undefined && { uri }),
    ...(integrationHttpMethod && { httpMethod: integrationHttpMethod }),
  };
  return {
    ...members,
    ...(input.type !== 'MOCK' && called),
    type: input.type!,
    passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
    timeoutInMillis: input.timeoutInMillis ?? 29_000,
    cacheNamespace: input.cacheNamespace ?? resourceId,
    cacheKeyParameters: input.cacheKeyParameters ?? [],
  };
}

/** Deleting a response reports any missing part of the way to it as a missing integration. */
function integrationToRespond(restApi: StoredRestApi, labels: MethodLabels): StoredIntegration {
  const { resourceMethods } = resourceOf(restApi, labels.resourceId);
  const method = found(resourceMethods, labels.httpMethod, NO_INTEGRATION);
  if (!method.methodIntegration) throw notFound(NO_INTEGRATION);
  return method.methodIntegration;
}

function responseOf(integration: StoredIntegration, statusCode: string | undefined) {
  const message = 'Invalid Response status code specified';
  return found(integration.integrationResponses, statusCode, message);
}

function setResponse(
  integration: StoredIntegration,
  response: IntegrationResponse,
): IntegrationResponse {
  integration.integrationResponses = {
    ...integration.integrationResponses,
    [response.statusCode!]: response,
  };
  return response;
}
