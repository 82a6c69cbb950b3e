import { testCondition } from './conditions';
import { matchesPattern, wildcardPattern } from './pattern';
import type { Effect, NamedPolicy, PolicyType, Statement } from './policy';
import {
  matchPrincipal,
  type PrincipalMatch,
  principalElementText,
  principalText,
  type RequestPrincipal,
  sparesPrincipal,
} from './principals';
import type { ConditionContext } from './request-context';
import { substituteVariables, type VariableScope } from './variables';

/** The part of a request that a statement is matched against. */
export interface StatementRequest {
  readonly action: string;
  readonly resource: string;
  readonly principal: RequestPrincipal;
  readonly context: ConditionContext;
  /** The policy that says what the caller may be allowed at most, where there is one. */
  readonly permissionsBoundary?: NamedPolicy;
}

/** One statement that was considered, and why it did or did not match. */
export interface ConsideredStatement {
  /** The name of its policy. */
  readonly policy: string;
  readonly type: PolicyType | 'session' | 'permissions boundary';
  readonly sid?: string;
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly effect: Effect;
  readonly matched: boolean;
  /** One sentence for each element that does not match, or one that says what matched. */
  readonly why: string;
  /** Condition operators that the policy language does not have. */
  readonly unknownConditions: readonly string[];
  /** How the Principal element names the caller; only in policies that have one. */
  readonly principalMatch?: PrincipalMatch;
}

/** Considers every statement of a policy, in order. */
export function considerPolicy(
  policy: NamedPolicy,
  type: ConsideredStatement['type'],
  request: StatementRequest,
): ConsideredStatement[] {
  const scope = { version: policy.document.version, context: request.context };
  return policy.document.statements.map((statement, index) => ({
    policy: policy.name,
    type,
    sid: statement.sid,
    index,
    effect: statement.effect,
    ...considerStatement(statement, type, request, scope),
  }));
}

function considerStatement(
  statement: Statement,
  type: ConsideredStatement['type'],
  request: StatementRequest,
  scope: VariableScope,
) {
  const conditions = statement.conditions.map((condition) => testCondition(condition, scope));
  const failedConditions = conditions.filter((outcome) => !outcome.holds);
  const reasons = [
    type === 'resource-based' ? principalMismatch(statement, request) : undefined,
    actionMismatch(statement, request.action),
    resourceMismatch(statement, request.resource, scope),
    ...failedConditions.map((outcome) => outcome.why),
  ].filter((reason) => reason !== undefined);

  return {
    matched: reasons.length === 0,
    why: reasons.join(' ') || `${statement.effect} of ${request.action} on ${request.resource}.`,
    unknownConditions: failedConditions.flatMap((outcome) => outcome.unknownOperator ?? []),
    ...principalMatchOf(statement, request.principal),
  };
}

function principalMatchOf(statement: Statement, principal: RequestPrincipal) {
  if (statement.notPrincipal) return { principalMatch: 'caller' as const };
  const match = statement.principal && matchPrincipal(statement.principal, principal);
  return match ? { principalMatch: match } : {};
}

/** Deny with NotPrincipal spares nobody who has a permissions boundary, as IAM documents it. */
function principalMismatch(
  statement: Statement,
  { principal, permissionsBoundary }: StatementRequest,
): string | undefined {
  const hasBoundary = permissionsBoundary !== undefined;
  const caller = principalText(principal);
  if (statement.notPrincipal) {
    const excluded = !hasBoundary && sparesPrincipal(statement.notPrincipal, principal);
    const text = principalElementText(statement.notPrincipal);
    return excluded ? `NotPrincipal ${text} excludes ${caller}.` : undefined;
  }
  if (!statement.principal) return 'The statement has no Principal.';
  if (matchPrincipal(statement.principal, principal)) return undefined;
  return `Principal ${principalElementText(statement.principal)} does not name ${caller}.`;
}

function actionMismatch(statement: Statement, action: string): string | undefined {
  if (statement.notAction) {
    const excluding = matchingAction(statement.notAction, action);
    return excluding === undefined ? undefined : `NotAction "${excluding}" excludes ${action}.`;
  }
  if (matchingAction(statement.action, action) !== undefined) return undefined;
  return `Action ${quoted(statement.action)} does not match ${action}.`;
}

function matchingAction(patterns: readonly string[] = [], action: string): string | undefined {
  const lowerCase = action.toLowerCase();
  return patterns.find((pattern) =>
    matchesPattern(wildcardPattern(pattern.toLowerCase()), lowerCase),
  );
}

/** A statement of a trust policy has no Resource: it is about the role it belongs to. */
function resourceMismatch(
  statement: Statement,
  resource: string,
  scope: VariableScope,
): string | undefined {
  if (statement.notResource) return notResourceMismatch(statement.notResource, resource, scope);
  if (!statement.resource) return undefined;
  if (matchingResource(statement.resource, resource, scope) !== undefined) return undefined;
  const unresolved = unresolvedVariables(statement.resource, scope);
  const because = unresolved ? ` (no value for the variable ${unresolved})` : '';
  return `Resource ${quoted(statement.resource)} does not match ${resource}${because}.`;
}

/** A NotResource whose variable has no value matches nothing: what it excludes is not known. */
function notResourceMismatch(
  notResource: readonly string[],
  resource: string,
  scope: VariableScope,
): string | undefined {
  const unresolved = unresolvedVariables(notResource, scope);
  if (unresolved) return `NotResource has no value for the variable ${unresolved}.`;
  const excluding = matchingResource(notResource, resource, scope);
  return excluding === undefined ? undefined : `NotResource "${excluding}" excludes ${resource}.`;
}

function matchingResource(
  texts: readonly string[],
  resource: string,
  scope: VariableScope,
): string | undefined {
  return texts.find((text) => {
    const substituted = substituteVariables(text, scope, true);
    return 'pattern' in substituted && matchesPattern(substituted.pattern, resource);
  });
}

function unresolvedVariables(texts: readonly string[], scope: VariableScope): string {
  return texts
    .map((text) => substituteVariables(text, scope, true))
    .flatMap((substituted) => ('unresolved' in substituted ? substituted.unresolved : []))
    .join(', ');
}

function quoted(values: readonly string[] = []): string {
  return values.map((value) => `"${value}"`).join(', ');
}
