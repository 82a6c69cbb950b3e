import type { Cloud } from '../account/cloud';
import { type Answer, answerOf, answerToRefusal } from '../admission/answers';
import { authenticate } from '../admission/authentication';
import { authorizationEvidence, authorize } from '../admission/authorize';
import {
  evaluate,
  expandExecuteApiResources,
  type NamedPolicy,
  requestContext,
} from '../authorization';
import { readPolicy } from '../authorization/policy-cache';
import type { AuthorizationEvidence, RequestRecord } from '../records/record';
import type { StoredMethod } from '../services/apigateway/state';
import type { Demand } from '../services/service';
import { headerOf, type ReceivedRequest } from '../wire/http';
import { executeApiArn, type MethodAddress, maskedExecuteApiArn } from './arn';
import type { Caller } from './invocation';
import type { ServedStage } from './served-stage';

const ACTION = 'execute-api:Invoke';
const ANONYMOUS = { kind: 'anonymous' } as const;

/** The caller, where one was asked for, or the answer that refuses. */
export type Admission = { admitted: true; caller?: Caller } | { admitted: false; answer: Answer };

/** A request for a method that exists. */
export interface MethodRequest {
  cloud: Cloud;
  served: ServedStage;
  address: MethodAddress;
  request: ReceivedRequest;
  record: RequestRecord;
}

/**
 * Lets a request in, or refuses it, in API Gateway's order: the signature first, then the policies
 * of the caller and of the API. A method without authorization knows only the API's policy.
 * The record gets what was checked and why it was decided so.
 */
export async function admit(
  request: MethodRequest,
  { authorizationType, apiKeyRequired }: StoredMethod,
): Promise<Admission> {
  const admission =
    authorizationType === 'AWS_IAM' ? await admitSigned(request) : admitAnonymous(request);
  if (!admission.admitted || !apiKeyRequired) return admission;
  return refused(request.record, 'authorization', answerOf('api-key-required', {}));
}

async function admitSigned(method: MethodRequest): Promise<Admission> {
  const { cloud, request, record, address } = method;
  const expected = { service: 'execute-api', regions: [cloud.region] };
  const authentication = await authenticate(request, cloud, expected);
  record.authentication = authentication.evidence;
  if (!authentication.verified) {
    return refused(record, 'authentication', answerToRefusal(authentication.refusal));
  }
  const { principal, evidence } = authentication;
  const resourcePolicy = resourcePolicyOf(method);
  const demand: Demand = {
    action: ACTION,
    resource: executeApiArn(address),
    resourceAccountId: address.accountId,
    ...(resourcePolicy && { resourcePolicy }),
  };
  const result = authorize(cloud, principal, demand, request);
  const authorization = authorizationEvidence(principal, demand, result);
  record.authorization = [authorization];
  const answer = denialOf(authorization, address);
  if (answer) return refused(record, 'authorization', answer);
  const accessKeyId = evidence.received?.accessKeyId;
  return { admitted: true, caller: { principal, ...(accessKeyId && { accessKeyId }) } };
}

function admitAnonymous(method: MethodRequest): Admission {
  const { record, address } = method;
  record.authentication = { outcome: 'not required' };
  const resourcePolicy = resourcePolicyOf(method);
  if (!resourcePolicy) return { admitted: true };
  const resource = executeApiArn(address);
  const result = evaluate({
    action: ACTION,
    resource,
    principal: ANONYMOUS,
    context: anonymousContext(method),
    identityPolicies: [],
    resourcePolicy,
  });
  const authorization = { action: ACTION, resource, principal: ANONYMOUS.kind, ...result };
  record.authorization = [authorization];
  const answer = denialOf(authorization, address);
  return answer ? refused(record, 'authorization', answer) : { admitted: true };
}

function anonymousContext({ cloud, request }: MethodRequest) {
  const userAgent = headerOf(request, 'user-agent');
  return requestContext({
    principal: ANONYMOUS,
    sourceIp: request.sourceIp,
    time: cloud.clock.now(),
    region: cloud.region,
    ...(userAgent !== undefined && { userAgent }),
  });
}

/** The API's policy as it was deployed: a later change of it waits for the next deployment. */
function resourcePolicyOf({ served, address }: MethodRequest): NamedPolicy | undefined {
  const { policy } = served.snapshot;
  if (!policy) return undefined;
  const document = expandExecuteApiResources(readPolicy(policy, 'resource'), address);
  return { name: `resource policy of API ${address.apiId}`, document };
}

function denialOf(
  { decision, by, principal }: AuthorizationEvidence,
  address: MethodAddress,
): Answer | undefined {
  if (decision === 'allowed') return undefined;
  const facts = { callerArn: principal, resourceArn: maskedExecuteApiArn(address), by };
  if (decision === 'explicitDeny') return answerOf('explicitly-denied', facts);
  return answerOf(principal === ANONYMOUS.kind ? 'anonymous-denied' : 'not-allowed', facts);
}

function refused(
  record: RequestRecord,
  check: 'authentication' | 'authorization',
  answer: Answer,
): Admission {
  record.refusedBy = { check, reason: answer.message };
  return { admitted: false, answer };
}
