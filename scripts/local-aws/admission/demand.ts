import type { ConditionContext, NamedPolicy } from '../authorization';

/** One thing that IAM must allow. */
export interface PermissionDemand {
  /** Such as `lambda:CreateFunction`. */
  action: string;
  /** An ARN, or `*` for actions that know no single resource. */
  resource: string;
  /** The resource as a refusal shows it, where that is not its ARN. */
  shownResource?: string;
  /** Condition keys of the service itself, such as `iam:PassedToService`. */
  context?: ConditionContext;
  /** The resource's own policy, where it has one. */
  resourcePolicy?: NamedPolicy;
  /** Whether the resource's policy must allow it in any case, as a role's trust policy must. */
  resourcePolicyMustAllow?: boolean;
  /** The region that the request is for, when it is not the account's own. */
  region?: string;
  /** The account that owns the resource, when it is not the caller's. */
  resourceAccountId?: string;
}
