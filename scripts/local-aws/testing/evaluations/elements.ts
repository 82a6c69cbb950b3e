import {
  ACCOUNT,
  ALLOW_ALL,
  API,
  documented,
  INVOKE,
  type Row,
  type StatementText,
  session,
  when,
} from './row';

/** A pattern, what is matched with it, and whether it matches. */
type Match = [pattern: string | string[], value: string, matches: boolean];

const outcome = (matches: boolean) => (matches ? 'allowed' : 'implicitDeny');
const matched = (element: string, [pattern, value, matches]: Match) =>
  `${element} ${JSON.stringify(pattern)} ${matches ? 'covers' : 'does not cover'} ${value}`;

const actionRow = (match: Match): Row => ({
  rule: matched('Action', match),
  identity: [{ Action: match[0], Resource: '*' }],
  action: match[1],
  expected: outcome(match[2]),
});

const notActionRow = (match: Match): Row => ({
  rule: matched('Allow with NotAction', match),
  identity: [{ Action: undefined, NotAction: match[0], Resource: '*' }],
  action: match[1],
  expected: outcome(match[2]),
});

const denyNotActionRow = ([pattern, value, matches]: Match): Row => ({
  rule: matched('Deny with NotAction', [pattern, value, matches]),
  identity: [ALLOW_ALL, { Effect: 'Deny', Action: undefined, NotAction: pattern, Resource: '*' }],
  action: value,
  expected: matches ? 'explicitDeny' : 'allowed',
});

/** Resources are given as what follows the account: `a1b2c3/dev/GET/`. */
const resourceRow = ([pattern, path, matches]: Match): Row => ({
  rule: matched('Resource', [pattern, path, matches]),
  identity: [{ Resource: pattern }],
  resource: `arn:aws:execute-api:ap-northeast-1:${ACCOUNT}:${path}`,
  expected: outcome(matches),
});

const notResourceRow = ([pattern, path, matches]: Match): Row => ({
  rule: matched('Deny with NotResource', [pattern, path, matches]),
  identity: [ALLOW_ALL, { Effect: 'Deny', Resource: undefined, NotResource: pattern }],
  resource: `arn:aws:execute-api:ap-northeast-1:${ACCOUNT}:${path}`,
  expected: matches ? 'explicitDeny' : 'allowed',
});

const ACTION = 'IAM JSON policy elements: Action';
const NOT_ACTION = 'IAM JSON policy elements: NotAction';
const RESOURCE = 'IAM JSON policy elements: Resource';
const NOT_RESOURCE = 'IAM JSON policy elements: NotResource';
const EXECUTE_API = 'API Gateway: Control access for invoking an API';
const TOKYO = 'arn:aws:execute-api:ap-northeast-1:*:';

/** What Action, Resource and their negations cover. */
export const coverage: Row[] = [
  ...documented(
    ACTION,
    'The prefix and the action name are case insensitive',
    (
      [
        ['iam:ListAccessKeys', 'iam:listaccesskeys', true],
        ['IAM:listaccesskeys', 'iam:ListAccessKeys', true],
      ] satisfies Match[]
    ).map(actionRow),
  ),
  ...documented(
    ACTION,
    'applies to all IAM actions that include the string AccessKey',
    (
      [
        ['iam:*AccessKey*', 'iam:CreateAccessKey', true],
        ['iam:*AccessKey*', 'iam:ListAccessKeys', true],
        ['iam:*AccessKey*', 'iam:CreateUser', false],
        ['iam:*AccessKey*', 'sts:GetAccessKeyInfo', false],
      ] satisfies Match[]
    ).map(actionRow),
  ),
  ...documented(
    ACTION,
    'a wildcard (*) to give access to all the actions the specific AWS product offers',
    (
      [
        ['iam:*', 'iam:GetRole', true],
        ['iam:*', INVOKE, false],
        [['sqs:SendMessage', 'iam:GetRole'], 'iam:GetRole', true],
        [['sqs:SendMessage', 'iam:GetRole'], 'iam:GetUser', false],
      ] satisfies Match[]
    ).map(actionRow),
  ),
  ...documented(
    NOT_ACTION,
    'explicitly matches everything except the specified list of actions',
    (
      [
        ['iam:*', 'lambda:GetFunction', true],
        ['iam:*', 'iam:GetUser', false],
        [['iam:*', 'sts:*'], 'sts:AssumeRole', false],
        ['IAM:getuser', 'iam:GetUser', false],
      ] satisfies Match[]
    ).map(notActionRow),
  ),
  ...documented(
    NOT_ACTION,
    'explicitly denies the actions not listed',
    (
      [
        ['iam:*', INVOKE, true],
        ['execute-api:*', INVOKE, false],
        [['iam:*', 'execute-api:Invoke'], INVOKE, false],
      ] satisfies Match[]
    ).map(denyNotActionRow),
  ),
  ...documented(NOT_ACTION, 'If the user is signed in with MFA, then the Condition test fails', [
    {
      rule: 'Deny with NotAction and BoolIfExists: without MFA all but IAM is denied',
      identity: [ALLOW_ALL, denyWithoutMfa()],
      context: { 'aws:MultiFactorAuthPresent': 'false' },
      expected: 'explicitDeny',
    },
    {
      rule: 'Deny with NotAction and BoolIfExists: a long-term key, without the key, is denied, too',
      identity: [ALLOW_ALL, denyWithoutMfa()],
      expected: 'explicitDeny',
    },
    {
      rule: 'Deny with NotAction and BoolIfExists: with MFA nothing is denied',
      identity: [ALLOW_ALL, denyWithoutMfa()],
      context: { 'aws:MultiFactorAuthPresent': 'true' },
      expected: 'allowed',
    },
  ]),
  ...documented(
    RESOURCE,
    'An asterisk (*) represents any combination of characters and a question mark (?) represents any single character',
    (
      [
        [`${API}/dev/GET/pets/*`, 'a1b2c3/dev/GET/pets/', true],
        [`${API}/dev/GET/pets/*`, 'a1b2c3/dev/GET/pets', false],
        [`${API}/dev/GET/pets/?`, 'a1b2c3/dev/GET/pets/7', true],
        [`${API}/dev/GET/pets/?`, 'a1b2c3/dev/GET/pets/17', false],
        [`${API}/d*v/?ET/*ts`, 'a1b2c3/dev/GET/pets', true],
        [`arn:aws:execute-api:*:${ACCOUNT}:a1b2c3/*`, 'a1b2c3/dev/GET/', true],
        [`arn:aws:execute-api:ap-*-?:*:a1b2c3/*`, 'a1b2c3/dev/GET/', true],
        [`arn:aws:execute-api:us-*:*:a1b2c3/*`, 'a1b2c3/dev/GET/', false],
        [[`${API}/dev/GET/a`, `${API}/dev/GET/b`], 'a1b2c3/dev/GET/b', true],
        [[`${API}/dev/GET/a`, `${API}/dev/GET/b`], 'a1b2c3/dev/GET/c', false],
      ] satisfies Match[]
    ).map(resourceRow),
  ),
  ...documented(
    NOT_RESOURCE,
    'denies access to all resources, for the services specified in the statement, that are not explicitly listed',
    (
      [
        [[`${API}/dev/GET/Payroll`, `${API}/dev/GET/Payroll/*`], 'a1b2c3/dev/GET/Payroll', false],
        [[`${API}/dev/GET/Payroll`, `${API}/dev/GET/Payroll/*`], 'a1b2c3/dev/GET/Payroll/5', false],
        [[`${API}/dev/GET/Payroll`, `${API}/dev/GET/Payroll/*`], 'a1b2c3/dev/GET/Other', true],
      ] satisfies Match[]
    ).map(notResourceRow),
  ),
  ...documented(
    EXECUTE_API,
    'for any resource path in any stage, for any API in any AWS region',
    (
      [
        ['arn:aws:execute-api:*:*:*', 'a1b2c3/dev/GET/', true],
        ['arn:aws:execute-api:*:*:*', 'z9z9z9/prod/DELETE/a/b', true],
        [`${TOKYO}*`, 'a1b2c3/dev/GET/', true],
        ['arn:aws:execute-api:us-east-1:*:*', 'a1b2c3/dev/GET/', false],
      ] satisfies Match[]
    ).map(resourceRow),
  ),
  ...documented(
    EXECUTE_API,
    'for any resource path in any stage, for the API with the identifier of api-id',
    (
      [
        [`${TOKYO}a1b2c3/*`, 'a1b2c3/prod/POST/pets', true],
        [`${TOKYO}a1b2c3/*`, 'a1b2c4/prod/POST/pets', false],
        [`${TOKYO}a1b2c3`, 'a1b2c3/dev/GET/', false],
      ] satisfies Match[]
    ).map(resourceRow),
  ),
  ...documented(
    EXECUTE_API,
    'for resource path in the stage of test',
    (
      [
        [`${TOKYO}a1b2c3/test/*`, 'a1b2c3/test/GET/', true],
        [`${TOKYO}a1b2c3/test/*`, 'a1b2c3/test2/GET/', false],
        ['arn:aws:execute-api:*:*:*/test/*', 'a1b2c3/test/POST/pets', true],
        ['arn:aws:execute-api:*:*:*/test/*', 'a1b2c3/prod/POST/pets', false],
      ] satisfies Match[]
    ).map(resourceRow),
  ),
  ...documented(
    EXECUTE_API,
    'for any resource path along the path of mydemoresource, for any HTTP method in the stage of test',
    (
      [
        [`${TOKYO}a1b2c3/test/*/mydemoresource/*`, 'a1b2c3/test/PUT/mydemoresource/a', true],
        [`${TOKYO}a1b2c3/test/*/mydemoresource/*`, 'a1b2c3/test/PUT/mydemoresource', false],
        [`${TOKYO}a1b2c3/test/*/mydemoresource/*`, 'a1b2c3/dev/PUT/mydemoresource/a', false],
        [`${TOKYO}a1b2c3/test/GET/mydemoresource/*`, 'a1b2c3/test/GET/mydemoresource/a', true],
        [`${TOKYO}a1b2c3/test/GET/mydemoresource/*`, 'a1b2c3/test/PUT/mydemoresource/a', false],
      ] satisfies Match[]
    ).map(resourceRow),
  ),
  ...documented(
    EXECUTE_API,
    'InvalidateCache, used to invalidate API cache upon a client request',
    (
      [
        ['execute-api:InvalidateCache', INVOKE, false],
        ['execute-api:InvalidateCache', 'execute-api:InvalidateCache', true],
        [INVOKE, 'execute-api:InvalidateCache', false],
      ] satisfies Match[]
    ).map(actionRow),
  ),
  ...documented(EXECUTE_API, 'to deny the user permission to add a pet to the list', [
    {
      rule: 'a list of pets may be read',
      identity: petsPolicy(),
      resource: `${API}/dev/GET/pets`,
      expected: 'allowed',
    },
    {
      rule: 'to the list of pets nothing may be added',
      identity: petsPolicy(),
      resource: `${API}/dev/POST/pets`,
      expected: 'explicitDeny',
    },
    {
      rule: 'of what the policy of pets does not mention, nothing is allowed',
      identity: petsPolicy(),
      resource: `${API}/dev/DELETE/pets`,
      expected: 'implicitDeny',
    },
  ]),
];

function denyWithoutMfa(): StatementText {
  const { Condition } = when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false');
  return { Effect: 'Deny', Action: undefined, NotAction: 'iam:*', Condition };
}

function petsPolicy(): StatementText[] {
  return [{ Resource: `${API}/*/GET/pets` }, { Effect: 'Deny', Resource: `${API}/*/POST/pets` }];
}

const VARIABLES = 'IAM policy elements: Variables and tags';

/** What policy variables stand for. */
export const variableValues: Row[] = [
  ...documented(VARIABLES, 'replaced with values that come from the context of the request', [
    {
      rule: 'two variables in one resource',
      identity: [{ Resource: `${API}/\${aws:PrincipalTag/stage}/GET/\${aws:username}` }],
      resource: `${API}/dev/GET/ann`,
      context: { 'aws:username': 'ann', 'aws:PrincipalTag/stage': 'dev' },
      expected: 'allowed',
    },
    {
      rule: 'a wildcard of the policy beside a variable stays a wildcard',
      identity: [{ Resource: `${API}/dev/*/\${aws:username}/*` }],
      resource: `${API}/dev/PUT/ann/a/b`,
      context: { 'aws:username': 'ann' },
      expected: 'allowed',
    },
  ]),
  ...documented(VARIABLES, 'Key names are case-insensitive', [
    {
      rule: 'the key of a variable in other letters',
      identity: [{ Resource: `${API}/dev/GET/\${AWS:UserName}` }],
      resource: `${API}/dev/GET/ann`,
      context: { 'aws:username': 'ann' },
      expected: 'allowed',
    },
  ]),
  ...documented(VARIABLES, 'treated as literal strings in the policy', [
    {
      rule: 'in version 2008-10-17 a condition compares with the text of the variable',
      version: '2008-10-17',
      identity: [when('StringEquals', 'workshop:key', `\${aws:username}`)],
      context: { 'workshop:key': `\${aws:username}`, 'aws:username': 'ann' },
      expected: 'allowed',
    },
  ]),
  ...documented(VARIABLES, 'fixed values that enable you to represent characters', [
    {
      rule: 'an escaped asterisk matches an asterisk',
      identity: [{ Resource: `${API}/dev/GET/\${*}` }],
      resource: `${API}/dev/GET/*`,
      expected: 'allowed',
    },
    {
      rule: 'an escaped question mark matches no other character',
      identity: [{ Resource: `${API}/dev/GET/\${?}` }],
      resource: `${API}/dev/GET/a`,
      expected: 'implicitDeny',
    },
    {
      rule: 'an escaped dollar sign matches a dollar sign',
      identity: [when('StringLike', 'workshop:key', `\${$}*`)],
      context: { 'workshop:key': '$100' },
      expected: 'allowed',
    },
  ]),
  ...documented(VARIABLES, 'you can specify a default value for the variable', [
    {
      rule: 'the default value stands aside for a value of the request',
      identity: [{ Resource: `${API}/dev/GET/\${aws:userid, 'anonymous'}` }],
      resource: `${API}/dev/GET/anonymous`,
      context: { 'aws:userid': 'AIDA1' },
      expected: 'implicitDeny',
    },
    {
      rule: 'a default value in a condition',
      identity: [when('StringEquals', 'workshop:key', `\${aws:userid, 'anonymous'}`)],
      context: { 'workshop:key': 'anonymous' },
      expected: 'allowed',
    },
  ]),
  ...documented(VARIABLES, 'not present: any attempt to match it fails', [
    {
      rule: 'a session has no aws:username: a resource with it matches nothing',
      principal: session,
      identity: [{ Resource: [`${API}/dev/GET/\${aws:username}`] }],
      resource: `${API}/dev/GET/caller`,
      expected: 'implicitDeny',
    },
    {
      rule: 'another resource of the statement still matches',
      principal: session,
      identity: [{ Resource: [`${API}/dev/GET/\${aws:username}`, `${API}/dev/GET/pets`] }],
      resource: `${API}/dev/GET/pets`,
      expected: 'allowed',
    },
  ]),
];
