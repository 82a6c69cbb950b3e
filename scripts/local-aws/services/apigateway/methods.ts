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
import { entries, flag, flags, type PatchRules, patched, text } from './patch';
import type { StoredMethod } from './state';
import {
  badRequest,
  changeRestApi,
  conflict,
  found,
  type MethodLabels,
  methodOf,
  readRestApi,
  resourceOf,
} from './stored';

const HTTP_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];
const STATUS_CODE = /^[1-5]\d\d$/;
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
  '/responseParameters/*': flags('responseParameters'),
  '/responseModels/*': entries('responseModels'),
};

export function putMethod(input: PutMethodRequest, call: Call): Method {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const { resourceMethods } = resourceOf(restApi, input.resourceId);
    const { restApiId: _, resourceId: __, ...members } = input;
    const { httpMethod = '', authorizationType = '', apiKeyRequired = false } = members;
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
  return methodOf(readRestApi(call, input.restApiId), input);
}

export function updateMethod(input: UpdateMethodRequest, call: Call): Method {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const method = patched(methodOf(restApi, input), input.patchOperations, METHOD_PATCHES);
    checkMethod(method);
    resourceOf(restApi, input.resourceId).resourceMethods[method.httpMethod] = method;
    return method;
  });
}

export function deleteMethod(input: DeleteMethodRequest, call: Call): object {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const { httpMethod } = methodOf(restApi, input);
    delete resourceOf(restApi, input.resourceId).resourceMethods[httpMethod];
    return {};
  });
}

export function putMethodResponse(input: PutMethodResponseRequest, call: Call): MethodResponse {
  return changeMethod(input, call, (method) => {
    const { statusCode = '', responseParameters, responseModels } = input;
    checkStatusCode(statusCode);
    if (method.methodResponses?.[statusCode]) {
      throw conflict('Response already exists for this resource');
    }
    const response = { statusCode, responseParameters, responseModels };
    checkMethodResponse(response);
    method.methodResponses = { ...method.methodResponses, [statusCode]: response };
    return response;
  });
}

export function getMethodResponse(input: GetMethodResponseRequest, call: Call): MethodResponse {
  return methodResponseOf(methodOf(readRestApi(call, input.restApiId), input), input.statusCode);
}

export function updateMethodResponse(
  input: UpdateMethodResponseRequest,
  call: Call,
): MethodResponse {
  return changeMethod(input, call, (method) => {
    const current = methodResponseOf(method, input.statusCode);
    const response = patched(current, input.patchOperations, RESPONSE_PATCHES);
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

/** @throws BadRequestException */
export function checkStatusCode(statusCode: string): void {
  if (!STATUS_CODE.test(statusCode)) {
    throw badRequest(`Invalid status code specified: '${statusCode}'. Use a number such as 200`);
  }
}

function changeMethod<R>(
  input: MethodLabels & { restApiId: string | undefined },
  call: Call,
  edit: (method: StoredMethod) => R,
): R {
  return changeRestApi(call, input.restApiId, (restApi) => edit(methodOf(restApi, input)));
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

function checkMethod({ authorizationType, requestParameters = {} }: StoredMethod): void {
  if (authorizationType !== 'NONE' && authorizationType !== 'AWS_IAM') {
    throw badRequest(
      REFUSED_TYPES[authorizationType] ??
        `Invalid authorization type specified: '${authorizationType}'. Use NONE or AWS_IAM`,
    );
  }
  checkParameters(Object.keys(requestParameters), REQUEST_PARAMETER);
}

function checkMethodResponse({ responseParameters = {} }: MethodResponse): void {
  checkParameters(Object.keys(responseParameters), RESPONSE_PARAMETER);
}

function checkParameters(names: string[], form: RegExp): void {
  const wrong = names.find((name) => !form.test(name));
  if (wrong !== undefined) throw badRequest(`Invalid mapping expression specified: ${wrong}`);
}
