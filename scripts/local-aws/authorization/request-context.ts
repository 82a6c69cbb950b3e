import type { RequestPrincipal } from './principals';

/**
 * Condition keys of a request with their values; keys are compared without regard to case, and one
 * whose value is undefined counts as missing.
 */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The values of `key` in `context`, or undefined when the request does not carry the key. */
export function contextValues(
  context: ConditionContext,
  key: string,
): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.keys(context).find((name) => name.toLowerCase() === wanted);
  const value = found === undefined ? undefined : context[found];
  return typeof value === 'string' ? [value] : value;
}

/** What the global condition keys are taken from. */
export interface RequestFacts {
  readonly principal: RequestPrincipal & {
    readonly userId?: string;
    readonly userName?: string;
    readonly sourceIdentity?: string;
    readonly issuedAt?: string;
  };
  /** Those of the user or of the session. */
  readonly principalTags?: Readonly<Record<string, string>>;
  /** The account that owns the resource. */
  readonly resourceAccountId?: string;
  readonly sourceIp: string;
  readonly time: Date;
  readonly region: string;
  readonly userAgent?: string;
}

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  service: 'Service',
  anonymous: 'Anonymous',
} as const;

/** The global condition keys (`aws:…`) of a request. Services add keys of their own. */
export function requestContext(facts: RequestFacts): ConditionContext {
  const { principal, sourceIp, time, region, userAgent, principalTags, resourceAccountId } = facts;
  const isService = principal.kind === 'service';
  const ofAccount = principal.kind === 'anonymous' || isService ? undefined : principal;
  // Made for each request, and so in one piece: a key without a value counts as absent.
  return {
    'aws:SourceIp': sourceIp,
    'aws:CurrentTime': time.toISOString(),
    'aws:EpochTime': String(Math.floor(time.getTime() / 1000)),
    'aws:RequestedRegion': region,
    // The loopback connection stands for the TLS that the real endpoints insist on.
    'aws:SecureTransport': 'true',
    'aws:UserAgent': userAgent,
    'aws:PrincipalType': PRINCIPAL_TYPES[principal.kind],
    'aws:PrincipalIsAWSService': principal.kind === 'anonymous' ? undefined : String(isService),
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': resourceAccountId ?? ofAccount?.accountId,
    'aws:TokenIssueTime': principal.kind === 'assumed-role' ? principal.issuedAt : undefined,
    'aws:SourceIdentity': principal.kind === 'assumed-role' ? principal.sourceIdentity : undefined,
    ...prefixed('aws:PrincipalTag/', principalTags),
    'aws:PrincipalServiceName': isService ? principal.service : undefined,
    'aws:PrincipalAccount': ofAccount?.accountId,
    // Policies name the role, not the session: the key holds the role's ARN.
    'aws:PrincipalArn': ofAccount?.kind === 'assumed-role' ? ofAccount.roleArn : ofAccount?.arn,
    'aws:userid': ofAccount && principal.userId,
    'aws:username': ofAccount && principal.userName,
  };
}

/** A condition key for each tag: `aws:RequestTag/team`. */
export function prefixed(
  prefix: string,
  tags: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [prefix + key, value]));
}

/** The condition keys of a request that gives something tags. */
export function requestTags(tags: Readonly<Record<string, string>>): ConditionContext {
  return { ...prefixed('aws:RequestTag/', tags), 'aws:TagKeys': Object.keys(tags) };
}
