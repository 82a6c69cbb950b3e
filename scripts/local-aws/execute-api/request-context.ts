import { headerOf } from '../wire/http';
import type { MethodCaller, MethodInvocation } from './invocation';

/** `requestContext` of a proxy event, and `$context` of a mapping template. */
export interface ApiRequestContext {
  resourceId: string;
  resourcePath: string;
  httpMethod: string;
  extendedRequestId: string;
  requestTime: string;
  path: string;
  accountId: string;
  protocol: string;
  stage: string;
  domainPrefix: string;
  requestTimeEpoch: number;
  requestId: string;
  identity: RequestIdentity;
  domainName: string;
  deploymentId: string;
  apiId: string;
}

export interface RequestIdentity {
  cognitoIdentityPoolId: null;
  accountId: string | null;
  cognitoIdentityId: null;
  caller: string | null;
  sourceIp: string;
  principalOrgId: null;
  accessKey: string | null;
  cognitoAuthenticationType: null;
  cognitoAuthenticationProvider: null;
  userArn: string | null;
  userAgent: string | null;
  user: string | null;
  /** Only where a method is called for a test. */
  apiKey?: string;
  apiKeyId?: string;
}

/** What API Gateway tells a backend about the call itself. */
export function requestContextOf(invocation: MethodInvocation): ApiRequestContext {
  const { account, api, stage, route, request, ids, receivedAt } = invocation;
  const apiId = api.api.id;
  const domainName = invocation.isTest
    ? 'testPrefix.testDomainName'
    : `${apiId}.execute-api.${account.region}.amazonaws.com`;
  return {
    resourceId: route.resource.id,
    resourcePath: route.resource.path,
    httpMethod: request.method,
    extendedRequestId: ids.extendedRequestId,
    requestTime: commonLogTime(receivedAt),
    path: invocation.requestedPath,
    accountId: account.id,
    protocol: 'HTTP/1.1',
    stage: stage.stageName,
    domainPrefix: domainName.split('.')[0]!,
    requestTimeEpoch: receivedAt.getTime(),
    requestId: ids.requestId,
    identity: identityOf(invocation),
    domainName,
    deploymentId: stage.deploymentId,
    apiId,
  };
}

function identityOf({ request, caller, isTest }: MethodInvocation): RequestIdentity {
  return {
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    ...callerOf(caller),
    sourceIp: request.sourceIp,
    principalOrgId: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userAgent: headerOf(request, 'user-agent') ?? null,
    ...(isTest && { apiKey: 'test-invoke-api-key', apiKeyId: 'test-invoke-api-key-id' }),
  };
}

function callerOf(caller: MethodCaller | undefined) {
  if (caller === undefined || caller.principal.kind === 'service') {
    return { accountId: null, caller: null, accessKey: null, userArn: null, user: null };
  }
  const { accountId, userId, arn } = caller.principal;
  const accessKey = caller.accessKeyId ?? null;
  return { accountId, caller: userId, accessKey, userArn: arn, user: userId };
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `09/Apr/2015:12:34:56 +0000` */
function commonLogTime(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2, '0');
  const time = date.toISOString().slice(11, 19);
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}
