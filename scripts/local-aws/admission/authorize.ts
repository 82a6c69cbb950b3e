import type { Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import {
  type AuthorizationResult,
  evaluate,
  type NamedPolicy,
  readPolicy,
  requestContext,
} from '../authorization';
import { identityPoliciesOf, permissionsBoundaryOf, principalTagsOf } from '../identity/identities';
import { headerOf, type ReceivedRequest } from '../wire/http';
import type { PermissionDemand } from './demand';

/** Whoever calls a method that asks for no signature. */
export interface AnonymousPrincipal {
  kind: 'anonymous';
}

/**
 * Asks IAM whether a principal may do something: its identity policies, its session's policy and
 * the resource's own policy are evaluated in the light of the request.
 */
export function authorize(
  cloud: Cloud,
  principal: Principal | AnonymousPrincipal,
  demand: PermissionDemand,
  request: ReceivedRequest,
): AuthorizationResult {
  const { action, resource, resourcePolicy, resourceAccountId } = demand;
  const isAnonymous = principal.kind === 'anonymous';
  const result = evaluate({
    action,
    resource,
    principal,
    context: {
      ...requestContext({
        principal,
        sourceIp: request.sourceIp,
        time: cloud.clock.now(),
        region: demand.region ?? cloud.region,
        userAgent: headerOf(request, 'user-agent'),
        principalTags: isAnonymous ? {} : principalTagsOf(cloud, principal),
        resourceAccountId,
      }),
      ...demand.context,
    },
    identityPolicies: isAnonymous ? [] : identityPoliciesOf(cloud, principal),
    permissionsBoundary: isAnonymous ? undefined : permissionsBoundaryOf(cloud, principal),
    sessionPolicies: sessionPoliciesOf(principal),
    resourcePolicy,
    resourceAccountId,
  });
  return demand.resourcePolicyMustAllow && !isAllowedByResource(result)
    ? { ...result, decision: 'implicitDeny', by: 'resource-based' }
    : result;
}

function isAllowedByResource({ decision, statements }: AuthorizationResult): boolean {
  // An explicit deny is final.
  if (decision !== 'allowed') return true;
  return statements.some(({ type, matched }) => type === 'resource-based' && matched);
}

function sessionPoliciesOf(principal: Principal | AnonymousPrincipal): NamedPolicy[] | undefined {
  if (principal.kind !== 'assumed-role' || principal.sessionPolicy === undefined) return undefined;
  const document = readPolicy(principal.sessionPolicy, 'inline');
  return [{ name: `policy of session ${principal.sessionName}`, document }];
}
