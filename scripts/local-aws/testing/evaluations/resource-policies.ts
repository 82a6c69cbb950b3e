import {
  ACCOUNT,
  ALLOW_ALL,
  API,
  anonymous,
  apiGateway,
  named,
  OTHER_ACCOUNT,
  ROLE,
  type Row,
  session,
  stranger,
  user,
  when,
} from './row';

/** The policy of a resource, for callers of its own account, of another one, and of none. */
export const resourcePolicies: Row[] = [
  {
    rule: 'own account: a resource policy that names the user is enough',
    resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:user/ann`)],
    expected: 'allowed',
    by: 'resource-based',
  },
  {
    rule: 'own account: Principal "*" is enough',
    resourcePolicy: [{ Principal: '*' }],
    expected: 'allowed',
    by: 'resource-based',
  },
  {
    rule: 'own account: naming the role allows its sessions',
    principal: session,
    resourcePolicy: [named(ROLE)],
    expected: 'allowed',
  },
  {
    rule: 'own account: naming another user allows nothing',
    resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:user/bob`)],
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'own account: naming the account leaves the decision to identity-based policies',
    resourcePolicy: [named(ACCOUNT)],
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'a resource policy that does not mention the caller takes nothing away',
    identity: [ALLOW_ALL],
    resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:user/bob`)],
    expected: 'allowed',
    by: 'identity-based',
  },
  {
    rule: 'a resource policy can deny what an identity-based policy allows',
    identity: [ALLOW_ALL],
    resourcePolicy: [{ Effect: 'Deny', Principal: '*' }],
    expected: 'explicitDeny',
    by: 'resource-based',
  },
  {
    rule: 'Deny to the account root reaches every principal of the account',
    identity: [ALLOW_ALL],
    resourcePolicy: [{ Effect: 'Deny', ...named(`arn:aws:iam::${ACCOUNT}:root`) }],
    expected: 'explicitDeny',
  },
  {
    rule: 'Deny with NotPrincipal spares whom it names',
    identity: [ALLOW_ALL],
    resourcePolicy: [{ Effect: 'Deny', NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ann` } }],
    expected: 'allowed',
  },
  {
    rule: 'Deny with NotPrincipal denies everyone else',
    identity: [ALLOW_ALL],
    resourcePolicy: [{ Effect: 'Deny', NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:user/bob` } }],
    expected: 'explicitDeny',
  },
  {
    rule: 'other account: an identity-based allow alone is not enough',
    principal: stranger,
    identity: [ALLOW_ALL],
    expected: 'implicitDeny',
    by: 'resource-based',
  },
  {
    rule: 'other account: a resource-based allow alone is not enough',
    principal: stranger,
    resourcePolicy: [named(`arn:aws:iam::${OTHER_ACCOUNT}:user/bob`)],
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'other account: both together allow',
    principal: stranger,
    identity: [ALLOW_ALL],
    resourcePolicy: [named(`arn:aws:iam::${OTHER_ACCOUNT}:user/bob`)],
    expected: 'allowed',
  },
  {
    rule: 'other account: a resource policy may name the account',
    principal: stranger,
    identity: [ALLOW_ALL],
    resourcePolicy: [named(`arn:aws:iam::${OTHER_ACCOUNT}:root`)],
    expected: 'allowed',
  },
  {
    rule: 'other account: its own explicit deny wins',
    principal: stranger,
    identity: [ALLOW_ALL, { Effect: 'Deny', ...ALLOW_ALL }],
    resourcePolicy: [{ Principal: '*' }],
    expected: 'explicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'an anonymous caller needs a resource policy for everyone',
    principal: anonymous,
    resourcePolicy: [{ Principal: '*' }],
    expected: 'allowed',
    by: 'resource-based',
  },
  {
    rule: 'an anonymous caller is in no account',
    principal: anonymous,
    resourcePolicy: [named(ACCOUNT)],
    expected: 'implicitDeny',
    by: 'resource-based',
  },
  {
    rule: 'a service needs the permission of the resource',
    principal: apiGateway,
    resourcePolicy: [{ Principal: { Service: 'apigateway.amazonaws.com' } }],
    expected: 'allowed',
  },
  {
    rule: 'another service has not that permission',
    principal: apiGateway,
    resourcePolicy: [{ Principal: { Service: 'events.amazonaws.com' } }],
    expected: 'implicitDeny',
  },
  {
    rule: 'a permission may be bound to the source that the service acts for',
    principal: apiGateway,
    resourcePolicy: [
      {
        Principal: { Service: 'apigateway.amazonaws.com' },
        ...when('ArnLike', 'AWS:SourceArn', `${API}/*/GET/`),
      },
    ],
    context: { 'aws:SourceArn': `${API}/dev/POST/` },
    expected: 'implicitDeny',
  },
];

/** Policies given to AssumeRole. */
export const sessions: Row[] = [
  {
    rule: 'a session policy narrows what the role allows',
    principal: session,
    identity: [ALLOW_ALL],
    session: [{ Action: 'iam:*', Resource: '*' }],
    expected: 'implicitDeny',
    by: 'session',
  },
  {
    rule: 'a session policy grants nothing by itself',
    principal: session,
    session: [ALLOW_ALL],
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'role and session policy together allow',
    principal: session,
    identity: [ALLOW_ALL],
    session: [ALLOW_ALL],
    expected: 'allowed',
  },
  {
    rule: 'a session policy also narrows what the resource grants to the role',
    principal: session,
    resourcePolicy: [named(ROLE)],
    session: [{ Action: 'iam:*', Resource: '*' }],
    expected: 'implicitDeny',
    by: 'session',
  },
  {
    rule: 'what the resource grants to the session itself is beside the session policy',
    principal: session,
    resourcePolicy: [named(session.arn)],
    session: [{ Action: 'iam:*', Resource: '*' }],
    expected: 'allowed',
    by: 'resource-based',
  },
];

const assumeRole = (row: Omit<Row, 'action' | 'resource'>): Row => ({
  ...row,
  action: 'sts:AssumeRole',
  resource: ROLE,
  resourcePolicy: row.resourcePolicy?.map((statement) => ({
    Action: 'sts:AssumeRole',
    Resource: undefined,
    ...statement,
  })),
});

/** Who may assume a role. */
export const trustPolicies: Row[] = [
  assumeRole({
    rule: 'trust: a service that the policy names may assume the role',
    principal: { kind: 'service', service: 'lambda.amazonaws.com' },
    resourcePolicy: [{ Principal: { Service: 'lambda.amazonaws.com' } }],
    expected: 'allowed',
  }),
  assumeRole({
    rule: 'trust: a user named in it needs no further policy',
    resourcePolicy: [named(user.arn)],
    expected: 'allowed',
  }),
  assumeRole({
    rule: 'trust: a user of a trusted account needs sts:AssumeRole too',
    resourcePolicy: [named(ACCOUNT)],
    expected: 'implicitDeny',
  }),
  assumeRole({
    rule: 'trust: a user of a trusted account with sts:AssumeRole may',
    identity: [{ Action: 'sts:AssumeRole', Resource: ROLE }],
    resourcePolicy: [named(ACCOUNT)],
    expected: 'allowed',
  }),
  assumeRole({
    rule: 'trust: the external id that the policy asks for must be given',
    principal: stranger,
    identity: [ALLOW_ALL],
    resourcePolicy: [{ ...named(OTHER_ACCOUNT), ...when('StringEquals', 'sts:ExternalId', '42') }],
    expected: 'implicitDeny',
  }),
  assumeRole({
    rule: 'trust: across accounts sts:AssumeRole alone opens no role',
    principal: stranger,
    identity: [ALLOW_ALL],
    resourcePolicy: [{ Principal: { Service: 'lambda.amazonaws.com' } }],
    expected: 'implicitDeny',
    by: 'resource-based',
  }),
];
