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
import { checkStatusCode } from './methods';
import { entries, integer, items, type PatchRules, patched, text } from './patch';
import type { StoredIntegration } from './state';
import { changeRestApi, found, integrationOf, methodOf, readRestApi } from './stored';

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
  '/selectionPattern': text('selectionPattern'),
  '/responseParameters/*': entries('responseParameters'),
  '/responseTemplates/*': entries('responseTemplates'),
};

export function putIntegration(input: PutIntegrationRequest, call: Call): Integration {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const method = methodOf(restApi, input);
    const integration = integrationFrom(input);
    checkIntegration(integration, call.cloud.region);
    method.methodIntegration = integration;
    return integration;
  });
}

export function getIntegration(input: GetIntegrationRequest, call: Call): Integration {
  return integrationOf(readRestApi(call, input.restApiId), input);
}

export function updateIntegration(input: UpdateIntegrationRequest, call: Call): Integration {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const current = integrationOf(restApi, input);
    const integration = patched(current, input.patchOperations, INTEGRATION_PATCHES);
    checkIntegration(integration, call.cloud.region);
    methodOf(restApi, input).methodIntegration = integration;
    return integration;
  });
}

export function deleteIntegration(input: DeleteIntegrationRequest, call: Call): object {
  return changeRestApi(call, input.restApiId, (restApi) => {
    integrationOf(restApi, input);
    delete methodOf(restApi, input).methodIntegration;
    return {};
  });
}

export function putIntegrationResponse(
  input: PutIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const integration = integrationOf(restApi, input);
    const { restApiId: _, resourceId: __, httpMethod: ___, ...response } = input;
    checkStatusCode(input.statusCode ?? '');
    checkIntegrationResponse(response, methodOf(restApi, input));
    return setResponse(integration, response);
  });
}

export function getIntegrationResponse(
  input: GetIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  const integration = integrationOf(readRestApi(call, input.restApiId), input);
  return responseOf(integration, input.statusCode);
}

export function updateIntegrationResponse(
  input: UpdateIntegrationResponseRequest,
  call: Call,
): IntegrationResponse {
  return changeRestApi(call, input.restApiId, (restApi) => {
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
  return changeRestApi(call, input.restApiId, (restApi) => {
    const integration = integrationOf(restApi, input);
    responseOf(integration, input.statusCode);
    delete integration.integrationResponses?.[input.statusCode!];
    return {};
  });
}

/** The request with the defaults of API Gateway; its own method is not that of the integration. */
function integrationFrom(input: PutIntegrationRequest): StoredIntegration {
  const { restApiId: _, resourceId, httpMethod: __, integrationHttpMethod, ...members } = input;
  return {
    ...members,
    type: input.type!,
    httpMethod: integrationHttpMethod,
    passthroughBehavior: input.passthroughBehavior ?? 'WHEN_NO_MATCH',
    timeoutInMillis: input.timeoutInMillis ?? 29_000,
    cacheNamespace: input.cacheNamespace ?? resourceId,
    cacheKeyParameters: input.cacheKeyParameters ?? [],
  };
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
