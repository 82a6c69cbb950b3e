import type { Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import { type AuthorizationResult, evaluate, requestContext } from '../authorization';
import { readPolicy } from '../authorization/policy-cache';
import { identityPoliciesOf } from '../identity/identities';
import type { AuthorizationEvidence } from '../records/record';
import type { Demand } from '../services/service';
import { headerOf, type ReceivedRequest } from '../wire/http';

/**
 * Asks IAM whether a principal may do something: its identity policies, its session's policy and
 * the resource's own policy are evaluated in the light of the request.
 */
export function authorize(
  cloud: Cloud,
  principal: Principal,
  demand: Demand,
  request: ReceivedRequest,
): AuthorizationResult {
  const { action, resource, resourcePolicy, resourceAccountId } = demand;
  const userAgent = headerOf(request, 'user-agent');
  const result = evaluate({
    action,
    resource,
    principal,
    context: {
      ...requestContext({
        principal,
        sourceIp: request.sourceIp,
        time: cloud.clock.now(),
        region: cloud.region,
        ...(userAgent === undefined ? {} : { userAgent }),
      }),
      ...demand.context,
    },
    identityPolicies: identityPoliciesOf(cloud, principal),
    ...sessionPoliciesOf(principal),
    ...(resourcePolicy ? { resourcePolicy } : {}),
    ...(resourceAccountId ? { resourceAccountId } : {}),
  });
  return demand.resourcePolicyMustAllow && !isAllowedByResource(result)
    ? { ...result, decision: 'implicitDeny', by: 'resource-based' }
    : result;
}

function isAllowedByResource({ decision, statements }: AuthorizationResult): boolean {
  // An explicit deny stands as it is.
  if (decision !== 'allowed') return true;
  return statements.some(({ type, matched }) => type === 'resource-based' && matched);
}

/** What a request's record keeps of an evaluation. */
export function authorizationEvidence(
  principal: Principal,
  { action, resource }: Demand,
  { decision, by, statements }: AuthorizationResult,
): AuthorizationEvidence {
  const caller = principal.kind === 'service' ? principal.service : principal.arn;
  return { action, resource, principal: caller, decision, by, statements };
}

function sessionPoliciesOf(principal: Principal) {
  if (principal.kind !== 'assumed-role' || principal.sessionPolicy === undefined) return {};
  const document = readPolicy(principal.sessionPolicy, 'inline');
  return { sessionPolicies: [{ name: `policy of session ${principal.sessionName}`, document }] };
}
