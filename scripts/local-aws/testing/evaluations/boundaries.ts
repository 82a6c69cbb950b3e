import {
  ACCOUNT,
  ALLOW_ALL,
  apiGateway,
  named,
  ROLE,
  type Row,
  root,
  session,
  stranger,
  user,
} from './row';

const OTHER = { Action: 'iam:*', Resource: '*' };
const DENY_ALL = { Effect: 'Deny', ...ALLOW_ALL };
const ACCOUNT_ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const spared = (...names: string[]) => [
  { Effect: 'Deny', NotPrincipal: { AWS: names.length === 1 ? names[0] : names } },
];

/**
 * Permissions boundaries, as "Permissions boundaries for IAM entities" of the IAM user guide describes
 * them, and NotPrincipal, as "AWS JSON policy elements: NotPrincipal" does.
 */
export const boundaries: Row[] = [
  {
    rule: 'a boundary: what both it and the identity-based policy allow is allowed',
    identity: [ALLOW_ALL],
    boundary: [ALLOW_ALL],
    expected: 'allowed',
    by: 'identity-based',
  },
  {
    rule: 'a boundary does not provide permissions on its own',
    boundary: [ALLOW_ALL],
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'a boundary limits what an identity-based policy grants',
    identity: [ALLOW_ALL],
    boundary: [OTHER],
    expected: 'implicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'an explicit deny in a boundary overrides the allow',
    identity: [ALLOW_ALL],
    boundary: [ALLOW_ALL, DENY_ALL],
    expected: 'explicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'a boundary: a resource policy that names the user is not limited by an implicit deny in it',
    resourcePolicy: [named(user.arn)],
    boundary: [OTHER],
    expected: 'allowed',
    by: 'resource-based',
  },
  {
    rule: 'a boundary: an explicit deny in it overrides a resource policy, too',
    resourcePolicy: [named(user.arn)],
    boundary: [DENY_ALL],
    expected: 'explicitDeny',
  },
  {
    rule: 'a boundary: a resource policy that names the role is limited by it',
    principal: session,
    resourcePolicy: [named(ROLE)],
    boundary: [OTHER],
    expected: 'implicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'a boundary: a resource policy that names the session is not limited by it',
    principal: session,
    resourcePolicy: [named(session.arn)],
    boundary: [OTHER],
    expected: 'allowed',
  },
  {
    rule: 'a boundary: a resource policy that names the account leaves the boundary in force',
    identity: [ALLOW_ALL],
    resourcePolicy: [named(ACCOUNT)],
    boundary: [OTHER],
    expected: 'implicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'a boundary limits a session together with the policy of the session',
    principal: session,
    identity: [ALLOW_ALL],
    session: [ALLOW_ALL],
    boundary: [OTHER],
    expected: 'implicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'a boundary, the session policy and the role must all allow',
    principal: session,
    identity: [ALLOW_ALL],
    session: [OTHER],
    boundary: [ALLOW_ALL],
    expected: 'implicitDeny',
    by: 'session',
  },
  {
    rule: 'a boundary limits what another account grants',
    principal: stranger,
    identity: [ALLOW_ALL],
    resourcePolicy: [named(stranger.arn)],
    boundary: [OTHER],
    expected: 'implicitDeny',
    by: 'permissions boundary',
  },
  {
    rule: 'NotPrincipal that names the account spares no user of it',
    identity: [ALLOW_ALL],
    resourcePolicy: spared(ACCOUNT_ROOT),
    expected: 'explicitDeny',
  },
  {
    rule: 'NotPrincipal that names one user and the account spares no other user',
    identity: [ALLOW_ALL],
    resourcePolicy: spared(`arn:aws:iam::${ACCOUNT}:user/bob`, ACCOUNT_ROOT),
    expected: 'explicitDeny',
  },
  {
    rule: 'NotPrincipal that names the user and the account spares that user',
    identity: [ALLOW_ALL],
    resourcePolicy: spared(user.arn, ACCOUNT_ROOT),
    expected: 'allowed',
  },
  {
    rule: 'NotPrincipal that names role and account spares the sessions of the role',
    principal: session,
    identity: [ALLOW_ALL],
    resourcePolicy: spared(ROLE, ACCOUNT_ROOT),
    expected: 'allowed',
  },
  {
    rule: 'NotPrincipal that names another role spares no session',
    principal: session,
    identity: [ALLOW_ALL],
    resourcePolicy: spared(`${ROLE}2`, ACCOUNT_ROOT),
    expected: 'explicitDeny',
  },
  {
    rule: 'NotPrincipal that names the account spares its root user',
    principal: root,
    resourcePolicy: spared(ACCOUNT),
    expected: 'allowed',
  },
  {
    rule: 'NotPrincipal with Deny always denies a principal with a permissions boundary',
    identity: [ALLOW_ALL],
    boundary: [ALLOW_ALL],
    resourcePolicy: spared(user.arn, ACCOUNT_ROOT),
    expected: 'explicitDeny',
  },
  {
    rule: 'NotPrincipal that names users denies a service',
    principal: apiGateway,
    resourcePolicy: [{ Principal: '*' }, ...spared(user.arn, ACCOUNT_ROOT)],
    expected: 'explicitDeny',
  },
];
