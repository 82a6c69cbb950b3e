import type {
  DeleteMethodRequest,
  DeleteMethodResponseRequest,
  GetMethodRequest,
  GetMethodResponseRequest,
  Method,
  MethodResponse,
  PutMethodRequest,
  PutMethodResponseRequest,
  UpdateMethodRequest,
  UpdateMethodResponseRequest,
} from '@aws-sdk/client-api-gateway';
import type { Call } from '../service';
import { entries, flag, flags, type PatchRules, type PatchWording, patched, text } from './patch';
import type { StoredMethod } from './state';
import {
  badRequest,
  changeResources,
  conflict,
  found,
  invalidMapping,
  type MethodLabels,
  methodOf,
  readResources,
  resourceOf,
  withoutEmpty,
} from './stored';

const HTTP_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];
const REQUEST_PARAMETER = /^method\.request\.(?:header|path|querystring)\.\S+$/;
const RESPONSE_PARAMETER = /^method\.response\.header\.\S+$/;

const METHOD_PATCHES: PatchRules<StoredMethod> = {
  '/authorizationType': text('authorizationType'),
  '/apiKeyRequired': flag('apiKeyRequired'),
  '/operationName': text('operationName'),
  '/requestParameters/*': flags('requestParameters'),
  '/requestModels/*': entries('requestModels'),
};

const RESPONSE_PATCHES: PatchRules<MethodResponse> = {
  '/responseParameters/*': flags('responseParameters', 'Invalid parameter name specified'),
  '/responseModels/*': entries('responseModels', 'Content-Type specified was not found'),
};

const RESPONSE_WORDING: PatchWording = {
  unknownPath: (path) => `Invalid patch path ${path}`,
  unsupportedOperation: (path) => `Invalid patch path ${path}`,
};

export function putMethod(input: PutMethodRequest, call: Call): Method {
  return changeResources(call, input.restApiId, (restApi) => {
    const { resourceMethods } = resourceOf(restApi, input.resourceId);
    const { restApiId: _, resourceId: __, ...members } = input;
    const { httpMethod = '', apiKeyRequired = false } = members;
    const authorizationType = (members.authorizationType ?? '').toUpperCase();
    if (!HTTP_METHODS.includes(httpMethod)) {
      throw badRequest(`Invalid HttpMethod specified. Valid options are ${HTTP_METHODS.join()}`);
    }
    if (resourceMethods[httpMethod]) throw conflict('Method already exists for this resource');
    const method = { ...members, httpMethod, authorizationType, apiKeyRequired };
    checkMethod(method);
    resourceMethods[httpMethod] = method;
    return method;
  });
}

export function getMethod(input: GetMethodRequest, call: Call): Method {
  return methodOf(readResources(call, input.restApiId), input);
}

export function updateMethod(input: UpdateMethodRequest, call: Call): Method {
  return changeResources(call, input.restApiId, (restApi) => {
    const method = patched(methodOf(restApi, input), input.patchOperations, METHOD_PATCHES);
    checkMethod(method);
    resourceOf(restApi, input.resourceId).resourceMethods[method.httpMethod] = method;
    return method;
  });
}

export function deleteMethod(input: DeleteMethodRequest, call: Call): object {
  return changeResources(call, input.restApiId, (restApi) => {
    const { httpMethod } = methodOf(restApi, input);
    delete resourceOf(restApi, input.resourceId).resourceMethods[httpMethod];
    return {};
  });
}

export function putMethodResponse(input: PutMethodResponseRequest, call: Call): MethodResponse {
  return changeMethod(input, call, (method) => {
    const { statusCode = '', responseParameters, responseModels } = input;
    if (method.methodResponses?.[statusCode]) {
      throw conflict('Response already exists for this resource');
    }
    const response = {
      statusCode,
      ...withoutEmpty({ responseParameters }),
      ...withoutEmpty({ responseModels }),
    };
    checkMethodResponse(response);
    method.methodResponses = { ...method.methodResponses, [statusCode]: response };
    return response;
  });
}

export function getMethodResponse(input: GetMethodResponseRequest, call: Call): MethodResponse {
  return methodResponseOf(methodOf(readResources(call, input.restApiId), input), input.statusCode);
}

export function updateMethodResponse(
  input: UpdateMethodResponseRequest,
  call: Call,
): MethodResponse {
  return changeMethod(input, call, (method) => {
    const current = methodResponseOf(method, input.statusCode);
    const response = patched(current, input.patchOperations, RESPONSE_PATCHES, RESPONSE_WORDING);
    checkMethodResponse(response);
    method.methodResponses = { ...method.methodResponses, [input.statusCode!]: response };
    return response;
  });
}

export function deleteMethodResponse(input: DeleteMethodResponseRequest, call: Call): object {
  return changeMethod(input, call, (method) => {
    methodResponseOf(method, input.statusCode);
    delete method.methodResponses?.[input.statusCode!];
    return {};
  });
}

function changeMethod<R>(
  input: MethodLabels & { restApiId: string | undefined },
  call: Call,
  edit: (method: StoredMethod) => R,
): R {
  return changeResources(call, input.restApiId, (restApi) => edit(methodOf(restApi, input)));
}

function methodResponseOf(method: StoredMethod, statusCode: string | undefined): MethodResponse {
  return found(method.methodResponses, statusCode, 'Invalid Response status code specified');
}

/** Why each authorization type but NONE and AWS_IAM is refused. */
const NEEDS_AUTHORIZER =
  'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or ' +
  'COGNITO_USER_POOLS requires a valid authorizer.';
const REFUSED_TYPES: Record<string, string> = {
  CUSTOM: NEEDS_AUTHORIZER,
  COGNITO_USER_POOLS: NEEDS_AUTHORIZER,
};

function checkMethod({
  authorizationType,
  requestParameters = {},
  requestModels = {},
  requestValidatorId,
}: StoredMethod): void {
  if (authorizationType !== 'NONE' && authorizationType !== 'AWS_IAM') {
    throw badRequest(
      REFUSED_TYPES[authorizationType] ??
        `Invalid authorization type specified: '${authorizationType}'. Use NONE or AWS_IAM`,
    );
  }
  checkParameters(Object.keys(requestParameters), REQUEST_PARAMETER);
  checkUniqueNames(Object.keys(requestParameters));
  if (requestValidatorId !== undefined) {
    throw badRequest('Invalid Request Validator identifier specified');
  }
  checkModels(Object.values(requestModels));
}

/** Two parameters of one name would be one parameter for a mapping. */
function checkUniqueNames(parameters: string[]): void {
  const names = parameters.map((parameter) => parameter.replace(/^method\.request\.\w+\./, ''));
  if (new Set(names).size === names.length) return;
  throw badRequest('Parameter names must be unique across querystring, header and path');
}

/** The models that every API has; others cannot be made here. */
const MODELS = ['Empty', 'Error'];

function checkModels(names: string[]): void {
  const unknown = names.find((name) => !MODELS.includes(name));
  if (unknown !== undefined) throw badRequest(`Invalid model identifier specified: ${unknown}`);
}

function checkMethodResponse({ responseParameters = {} }: MethodResponse): void {
  checkParameters(Object.keys(responseParameters), RESPONSE_PARAMETER);
}

function checkParameters(names: string[], form: RegExp): void {
  const wrong = names.find((name) => !form.test(name));
  if (wrong !== undefined) {
    throw invalidMapping(`Invalid mapping expression specified: ${wrong}`);
  }
}
