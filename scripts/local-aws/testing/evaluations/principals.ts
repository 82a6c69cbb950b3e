import {
  ACCOUNT,
  ALLOW_ALL,
  anonymous,
  apiGateway,
  documented,
  named,
  OTHER_ACCOUNT,
  ROLE,
  type Row,
  session,
  stranger,
  user,
  when,
} from './row';

const PRINCIPAL = 'AWS JSON policy elements: Principal';

/** Whom the Principal element names, and what that grants. */
export const principals: Row[] = [
  ...documented(PRINCIPAL, 'This is a logical OR and not a logical AND', [
    {
      rule: 'Principal: one of two users is enough',
      resourcePolicy: [{ Principal: { AWS: [user.arn, stranger.arn] } }],
      expected: 'allowed',
    },
    {
      rule: 'Principal: one of two accounts is enough across accounts',
      principal: stranger,
      identity: [ALLOW_ALL],
      resourcePolicy: [{ Principal: { AWS: [ACCOUNT, OTHER_ACCOUNT] } }],
      expected: 'allowed',
    },
    {
      rule: 'Principal: one of two services is enough',
      principal: apiGateway,
      resourcePolicy: [
        { Principal: { Service: ['ecs.amazonaws.com', 'apigateway.amazonaws.com'] } },
      ],
      expected: 'allowed',
    },
  ]),
  ...documented(PRINCIPAL, 'The account ARN and the shortened account ID behave the same way', [
    {
      rule: 'Principal: the ARN of the account delegates as its id does',
      identity: [ALLOW_ALL],
      resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:root`)],
      expected: 'allowed',
    },
    {
      rule: 'Principal: the ARN of the account alone allows no user of it',
      resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:root`)],
      expected: 'implicitDeny',
    },
    {
      rule: 'Principal: the id of another account, with an allow of that account',
      principal: stranger,
      identity: [ALLOW_ALL],
      resourcePolicy: [named(OTHER_ACCOUNT)],
      expected: 'allowed',
    },
    {
      rule: 'Principal: the id of another account, without an allow of that account',
      principal: stranger,
      resourcePolicy: [named(OTHER_ACCOUNT)],
      expected: 'implicitDeny',
    },
  ]),
  ...documented(PRINCIPAL, 'the user name part of the ARN is case sensitive', [
    {
      rule: 'Principal: Ann is not ann',
      resourcePolicy: [named(`arn:aws:iam::${ACCOUNT}:user/Ann`)],
      expected: 'implicitDeny',
    },
  ]),
  ...documented(PRINCIPAL, 'Principals must always name a specific session', [
    {
      rule: 'Principal: another session of the role is not named',
      principal: session,
      resourcePolicy: [named(`arn:aws:sts::${ACCOUNT}:assumed-role/caller/s2`)],
      expected: 'implicitDeny',
    },
    {
      rule: 'Principal: a session of another role is not named',
      principal: session,
      resourcePolicy: [named(`${ROLE}2`)],
      expected: 'implicitDeny',
    },
  ]),
  ...documented(PRINCIPAL, 'grants access to all users, including anonymous users', [
    {
      rule: 'Principal: { AWS: "*" } is everyone, too',
      principal: anonymous,
      resourcePolicy: [named('*')],
      expected: 'allowed',
    },
    {
      rule: 'Principal: a user is no anonymous caller',
      principal: anonymous,
      resourcePolicy: [named(user.arn)],
      expected: 'implicitDeny',
    },
  ]),
  ...documented(
    PRINCIPAL,
    'For IAM users and role principals within your account, no other permissions are required',
    [
      {
        rule: 'Principal "*": a session of the own account',
        principal: session,
        resourcePolicy: [{ Principal: '*' }],
        expected: 'allowed',
      },
    ],
  ),
  ...documented(
    PRINCIPAL,
    'For principals in other accounts, they must also have identity-based permissions in their account',
    [
      {
        rule: 'Principal "*": a user of another account without permissions of it',
        principal: stranger,
        resourcePolicy: [{ Principal: '*' }],
        expected: 'implicitDeny',
        by: 'identity-based',
      },
      {
        rule: 'Principal "*": a user of another account with permissions of it',
        principal: stranger,
        identity: [ALLOW_ALL],
        resourcePolicy: [{ Principal: '*' }],
        expected: 'allowed',
      },
    ],
  ),
  ...documented(PRINCIPAL, 'granted the permissions based on the ARN of role that was assumed', [
    {
      rule: 'aws:PrincipalArn with Principal "*": a boundary and a session policy do not limit it',
      principal: session,
      resourcePolicy: [{ Principal: '*', ...when('ArnEquals', 'aws:PrincipalArn', ROLE) }],
      boundary: [{ Action: 'iam:*', Resource: '*' }],
      session: [{ Action: 'iam:*', Resource: '*' }],
      context: { 'aws:PrincipalArn': ROLE },
      expected: 'allowed',
    },
    {
      rule: 'aws:PrincipalArn with Principal "*": unless the boundary contains an explicit deny',
      principal: session,
      resourcePolicy: [{ Principal: '*', ...when('ArnEquals', 'aws:PrincipalArn', ROLE) }],
      boundary: [{ Effect: 'Deny', ...ALLOW_ALL }],
      context: { 'aws:PrincipalArn': ROLE },
      expected: 'explicitDeny',
    },
  ]),
  ...documented(PRINCIPAL, 'used instead of NotPrincipal With Deny', [
    {
      rule: 'ArnNotEquals aws:PrincipalArn denies all others',
      identity: [ALLOW_ALL],
      resourcePolicy: [
        { Principal: '*', ...when('ArnNotEquals', 'aws:PrincipalArn', stranger.arn, 'Deny') },
      ],
      context: { 'aws:PrincipalArn': user.arn },
      expected: 'explicitDeny',
    },
    {
      rule: 'ArnNotEquals aws:PrincipalArn spares the one that it names',
      identity: [ALLOW_ALL],
      resourcePolicy: [
        { Principal: '*', ...when('ArnNotEquals', 'aws:PrincipalArn', user.arn, 'Deny') },
      ],
      context: { 'aws:PrincipalArn': user.arn },
      expected: 'allowed',
    },
  ]),
];
