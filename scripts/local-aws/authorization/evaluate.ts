import type { NamedPolicy } from './policy';
import { type ConsideredStatement, considerPolicy, type StatementRequest } from './statements';

/** A request, and the policies that decide it. */
export interface AuthorizationRequest extends StatementRequest {
  /** The account that owns the resource; the caller's own when it is not given. */
  readonly resourceAccountId?: string;
  /** The caller's inline and attached policies. A service and an anonymous caller have none. */
  readonly identityPolicies: readonly NamedPolicy[];
  /** Policies given to AssumeRole: the session has only what they too allow. */
  readonly sessionPolicies?: readonly NamedPolicy[];
  /** The policy of the resource, a role's trust policy among them. */
  readonly resourcePolicy?: NamedPolicy;
}

/** The decision, and every statement that was considered on the way to it. */
export interface AuthorizationResult {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The policy that decided; for an implicit deny the one in which an Allow is missing. */
  readonly by: ConsideredStatement['type'];
  readonly statements: readonly ConsideredStatement[];
}

/**
 * Decides a request as IAM does: an explicit deny wins; else the caller needs an allow. In its
 * own account one by an identity-based or by the resource's policy is enough; in another account
 * both must allow. A permissions boundary and the policy of a session limit what is allowed, except
 * what the resource itself allows the user or the session. What nothing allows is denied.
 */
export function evaluate(request: AuthorizationRequest): AuthorizationResult {
  const { permissionsBoundary: boundary } = request;
  const statements = [
    ...request.identityPolicies.flatMap((p) => considerPolicy(p, 'identity-based', request)),
    ...(boundary ? considerPolicy(boundary, 'permissions boundary', request) : []),
    ...(request.sessionPolicies ?? []).flatMap((p) => considerPolicy(p, 'session', request)),
    ...(request.resourcePolicy
      ? considerPolicy(request.resourcePolicy, 'resource-based', request)
      : []),
  ];
  const matched = statements.filter((statement) => statement.matched);

  const deny = matched.find(({ effect }) => effect === 'Deny');
  if (deny) return { decision: 'explicitDeny', by: deny.type, statements };

  const missing = missingAllow(request, matched);
  if (missing) return { decision: 'implicitDeny', by: missing, statements };

  const by = isAllowedByIdentity(request, matched) ? 'identity-based' : 'resource-based';
  return { decision: 'allowed', by, statements };
}

/** Where an Allow is still missing, given the statements that match; undefined when none is. */
function missingAllow(
  request: AuthorizationRequest,
  allows: readonly ConsideredStatement[],
): AuthorizationResult['by'] | undefined {
  const byIdentity = isAllowedByIdentity(request, allows);
  const limit = missingInLimits(request, allows);
  const grants = allows.flatMap(({ principalMatch, type }) =>
    type === 'resource-based' ? (principalMatch ?? []) : [],
  );

  if (!hasIdentityPolicies(request)) return grants.length > 0 ? undefined : 'resource-based';
  if (isCrossAccount(request)) {
    if (!byIdentity) return 'identity-based';
    if (grants.length === 0) return 'resource-based';
    return limit;
  }
  if (grants.includes('caller')) return undefined;
  if (!byIdentity && !grants.includes('role')) return 'identity-based';
  return limit;
}

/** The first policy that limits the caller and does not allow it; undefined when there is none. */
function missingInLimits(
  { permissionsBoundary, sessionPolicies }: AuthorizationRequest,
  allows: readonly ConsideredStatement[],
): AuthorizationResult['by'] | undefined {
  const isAllowedBy = (limit: ConsideredStatement['type']) =>
    allows.some(({ type }) => type === limit);
  if (permissionsBoundary && !isAllowedBy('permissions boundary')) return 'permissions boundary';
  return sessionPolicies && !isAllowedBy('session') ? 'session' : undefined;
}

/** The root user has every permission of its account without any policy. */
function isAllowedByIdentity(
  { principal }: AuthorizationRequest,
  allows: readonly ConsideredStatement[],
): boolean {
  return principal.kind === 'root' || allows.some(({ type }) => type === 'identity-based');
}

function hasIdentityPolicies({ principal }: AuthorizationRequest): boolean {
  return principal.kind !== 'service' && principal.kind !== 'anonymous';
}

function isCrossAccount({ principal, resourceAccountId }: AuthorizationRequest): boolean {
  if (principal.kind === 'service' || principal.kind === 'anonymous') return false;
  return resourceAccountId !== undefined && resourceAccountId !== principal.accountId;
}
