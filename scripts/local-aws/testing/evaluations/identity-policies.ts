import { ALLOW_ALL, API, INVOKE, ROOT_GET, type Row, root } from './row';

/** How allows and denies add up. */
export const decisions: Row[] = [
  {
    rule: 'nothing allows: denied, for lack of an identity-based allow',
    expected: 'implicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'an identity-based allow is enough in the own account',
    identity: [ALLOW_ALL],
    expected: 'allowed',
    by: 'identity-based',
  },
  {
    rule: 'an explicit deny beats an allow of the same policy',
    identity: [ALLOW_ALL, { Effect: 'Deny', ...ALLOW_ALL }],
    expected: 'explicitDeny',
    by: 'identity-based',
  },
  {
    rule: 'an explicit deny wins, whichever policy contains it',
    identity: [{ Effect: 'Deny', ...ALLOW_ALL }, ALLOW_ALL],
    expected: 'explicitDeny',
  },
  {
    rule: 'a deny of something else does not matter',
    identity: [ALLOW_ALL, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: 'an allow of something else is no allow',
    identity: [{ Action: 'iam:*', Resource: '*' }],
    expected: 'implicitDeny',
  },
  {
    rule: 'the root user needs no policy',
    principal: root,
    expected: 'allowed',
    by: 'identity-based',
  },
  {
    rule: 'a resource policy can deny the root user',
    principal: root,
    resourcePolicy: [{ Effect: 'Deny', Principal: '*', ...ALLOW_ALL }],
    expected: 'explicitDeny',
    by: 'resource-based',
  },
];

/** Action and NotAction. */
export const actions: Row[] = [
  {
    rule: 'an action matches in full',
    identity: [{ Action: INVOKE, Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: 'actions are compared without regard to case',
    identity: [{ Action: 'Execute-API:invoke', Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: '* in an action stands for any characters',
    identity: [{ Action: 'execute-api:*', Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: '? in an action stands for exactly one character',
    identity: [{ Action: 'execute-api:Invok?', Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: '? in an action does not stand for nothing',
    identity: [{ Action: 'execute-api:Invoke?', Resource: '*' }],
    expected: 'implicitDeny',
  },
  {
    rule: 'an action is no prefix',
    identity: [{ Action: 'execute-api:Inv', Resource: '*' }],
    expected: 'implicitDeny',
  },
  {
    rule: 'one of several actions is enough',
    identity: [{ Action: ['iam:GetRole', INVOKE], Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: 'NotAction allows every other action',
    identity: [{ Action: undefined, NotAction: 'iam:*', Resource: '*' }],
    expected: 'allowed',
  },
  {
    rule: 'NotAction leaves out what it names',
    identity: [{ Action: undefined, NotAction: 'execute-api:*', Resource: '*' }],
    expected: 'implicitDeny',
  },
  {
    rule: 'Deny with NotAction denies all but what it names',
    identity: [ALLOW_ALL, { Effect: 'Deny', Action: undefined, NotAction: 'iam:*', Resource: '*' }],
    expected: 'explicitDeny',
  },
];

/** Resource and NotResource. */
export const resources: Row[] = [
  {
    rule: 'a resource matches in full',
    identity: [{ Action: INVOKE, Resource: ROOT_GET }],
    expected: 'allowed',
  },
  {
    rule: 'the root path keeps its slash: dev/GET is not dev/GET/',
    identity: [{ Action: INVOKE, Resource: `${API}/dev/GET` }],
    expected: 'implicitDeny',
  },
  {
    rule: 'another stage is another resource',
    identity: [{ Action: INVOKE, Resource: `${API}/prod/GET/` }],
    expected: 'implicitDeny',
  },
  {
    rule: 'another method is another resource',
    identity: [{ Action: INVOKE, Resource: `${API}/dev/POST/` }],
    expected: 'implicitDeny',
  },
  {
    rule: 'resources are compared with regard to case',
    identity: [{ Action: INVOKE, Resource: `${API}/Dev/GET/` }],
    expected: 'implicitDeny',
  },
  {
    rule: '* in a resource reaches over slashes',
    identity: [{ Action: INVOKE, Resource: `${API}/dev/*` }],
    resource: `${API}/dev/GET/pets/7`,
    expected: 'allowed',
  },
  {
    rule: '* at the end of a resource reaches over colons',
    identity: [{ Action: INVOKE, Resource: 'arn:aws:execute-api:*' }],
    expected: 'allowed',
  },
  {
    rule: '* may stand for the method',
    identity: [{ Action: INVOKE, Resource: `${API}/dev/*/pets` }],
    resource: `${API}/dev/DELETE/pets`,
    expected: 'allowed',
  },
  {
    rule: 'one of several resources is enough',
    identity: [{ Action: INVOKE, Resource: [`${API}/prod/*`, ROOT_GET] }],
    expected: 'allowed',
  },
  {
    rule: 'NotResource allows every other resource',
    identity: [{ Action: INVOKE, Resource: undefined, NotResource: `${API}/prod/*` }],
    expected: 'allowed',
  },
  {
    rule: 'NotResource leaves out what it names',
    identity: [{ Action: INVOKE, Resource: undefined, NotResource: `${API}/dev/*` }],
    expected: 'implicitDeny',
  },
  {
    rule: 'action and resource must match in the same statement',
    identity: [
      { Action: INVOKE, Resource: `${API}/prod/*` },
      { Action: 'iam:*', Resource: ROOT_GET },
    ],
    expected: 'implicitDeny',
  },
];

/** Policy variables. */
export const variables: Row[] = [
  {
    rule: 'a variable is replaced by the value of the request',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username}` }],
    resource: `${API}/dev/GET/ann`,
    context: { 'aws:username': 'ann' },
    expected: 'allowed',
  },
  {
    rule: 'a variable with another value does not match',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username}` }],
    resource: `${API}/dev/GET/bob`,
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'a variable without a value matches nothing',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username}` }],
    resource: `${API}/dev/GET/`,
    expected: 'implicitDeny',
  },
  {
    rule: 'a Deny with NotResource whose variable has no value does not match either',
    identity: [
      ALLOW_ALL,
      { Effect: 'Deny', Resource: undefined, NotResource: `${API}/dev/GET/\${aws:username}` },
    ],
    expected: 'allowed',
  },
  {
    rule: 'a variable may have a default value',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username, 'guest'}` }],
    resource: `${API}/dev/GET/guest`,
    expected: 'allowed',
  },
  {
    rule: 'variables are ordinary text in version 2008-10-17',
    version: '2008-10-17',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username}` }],
    resource: `${API}/dev/GET/ann`,
    context: { 'aws:username': 'ann' },
    expected: 'implicitDeny',
  },
  {
    rule: 'a wildcard that comes out of a variable is an ordinary character',
    identity: [{ Resource: `${API}/dev/GET/\${aws:username}` }],
    resource: `${API}/dev/GET/anyone`,
    context: { 'aws:username': '*' },
    expected: 'implicitDeny',
  },
  {
    rule: 'an escaped asterisk is an ordinary character',
    identity: [{ Resource: `${API}/dev/GET/\${*}` }],
    resource: `${API}/dev/GET/anyone`,
    expected: 'implicitDeny',
  },
];
