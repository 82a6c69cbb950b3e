import type { RequestContext } from './context';
import type { RequestPrincipal } from './principals';

/** What the global condition keys are taken from. */
export interface RequestFacts {
  readonly principal: RequestPrincipal & { readonly userId?: string; readonly userName?: string };
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
export function requestContext(facts: RequestFacts): RequestContext {
  return {
    'aws:SourceIp': facts.sourceIp,
    'aws:CurrentTime': facts.time.toISOString(),
    'aws:EpochTime': String(Math.floor(facts.time.getTime() / 1000)),
    'aws:RequestedRegion': facts.region,
    // The loopback connection stands for the TLS that the real endpoints insist on.
    'aws:SecureTransport': 'true',
    ...(facts.userAgent === undefined ? {} : { 'aws:UserAgent': facts.userAgent }),
    ...principalKeys(facts.principal),
  };
}

function principalKeys(principal: RequestFacts['principal']): RequestContext {
  const type = { 'aws:PrincipalType': PRINCIPAL_TYPES[principal.kind] };
  if (principal.kind === 'anonymous') return type;
  if (principal.kind === 'service') {
    return {
      ...type,
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': principal.service,
    };
  }
  return {
    ...type,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalAccount': principal.accountId,
    // Policies name the role, not the session: the key holds the role's ARN.
    'aws:PrincipalArn': principal.kind === 'assumed-role' ? principal.roleArn : principal.arn,
    ...(principal.userId === undefined ? {} : { 'aws:userid': principal.userId }),
    ...(principal.userName === undefined ? {} : { 'aws:username': principal.userName }),
  };
}
