import type { PolicyKind } from './grammar';
import { MalformedPolicyError, parsePolicy } from './parse';

const STATEMENT = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
const TRUST = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'lambda.amazonaws.com' },
};
const document = (...statements: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

test('a statement may come without a list, and a text instead of a list', () => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: STATEMENT });
  expect(parsePolicy(text, 'inline')).toEqual({
    version: '2012-10-17',
    statements: [
      { effect: 'Allow', action: ['execute-api:Invoke'], resource: ['*'], conditions: [] },
    ],
  });
});

test('a document without a version is of version 2008-10-17', () => {
  expect(parsePolicy(JSON.stringify({ Statement: STATEMENT }), 'inline').version).toBe(
    '2008-10-17',
  );
});

test('booleans and numbers of a condition are read as text', () => {
  const Condition = { Bool: { 'aws:SecureTransport': false }, NumericLessThan: { age: [1, '2'] } };
  const { statements } = parsePolicy(document({ ...STATEMENT, Condition }), 'inline');
  expect(statements[0]?.conditions).toEqual([
    { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
    { operator: 'NumericLessThan', key: 'age', values: ['1', '2'] },
  ]);
});

const refusals: [PolicyKind, string, string][] = [
  ['inline', 'no json', 'Syntax errors in policy.'],
  ['inline', '[]', 'Syntax errors in policy.'],
  ['inline', document(), 'Syntax errors in policy.'],
  ['inline', document({ ...STATEMENT, Effect: 'allow' }), 'Syntax errors in policy.'],
  ['inline', document({ ...STATEMENT, Actions: 'x' }), 'Syntax errors in policy.'],
  ['inline', document({ ...STATEMENT, NotAction: 'iam:*' }), 'Syntax errors in policy.'],
  ['inline', document({ ...STATEMENT, Resource: 7 }), 'Syntax errors in policy.'],
  ['inline', '{"Version":"2012-10-18","Statement":[]}', 'Syntax errors in policy.'],
  [
    'inline',
    document({ ...STATEMENT, Condition: { StringEqual: { a: 'b' } } }),
    'Syntax errors in policy.',
  ],
  [
    'inline',
    document({ ...STATEMENT, Principal: '*' }),
    'Policy document should not specify a principal.',
  ],
  [
    'inline',
    document({ ...STATEMENT, Sid: 'a' }, { ...STATEMENT, Sid: 'a' }),
    'Statement IDs (SID) in a single policy must be unique.',
  ],
  ['inline', document({ ...STATEMENT, Action: [] }), 'Policy statement must contain actions.'],
  [
    'inline',
    document({ ...STATEMENT, Resource: undefined }),
    'Policy statement must contain resources.',
  ],
  [
    'inline',
    document({ ...STATEMENT, Resource: 'a1b2c3/dev/GET/' }),
    'Resource a1b2c3/dev/GET/ must be in ARN format or "*".',
  ],
  [
    'inline',
    document({ ...STATEMENT, Resource: 'arn:asw:iam::1:role/x' }),
    'Partition "asw" is not valid for resource "arn:asw:iam::1:role/x".',
  ],
  [
    'inline',
    document({ ...STATEMENT, Resource: 'arn:aws:*:x' }),
    'Resource vendor must be fully qualified and cannot contain regexes.',
  ],
  [
    'inline',
    document({ ...STATEMENT, Action: 'Invoke' }),
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  [
    'inline',
    document({ ...STATEMENT, Action: 'a:b:c' }),
    'Actions/Condition can contain only one colon.',
  ],
  ['inline', document({ ...STATEMENT, Action: 'a_b:c' }), 'Vendor a_b is not valid'],
  [
    'managed',
    JSON.stringify({ Version: '2008-10-17', Statement: STATEMENT }),
    'Policy document must be version 2012-10-17 or greater.',
  ],
  ['trust', 'no json', 'This policy contains invalid Json'],
  ['trust', document(), 'Could not parse the policy: Statement is empty!'],
  ['trust', document({ ...TRUST, Resource: '*' }), 'Has prohibited field Resource'],
  ['trust', document({ ...TRUST, Principal: undefined }), 'Missing required field Principal'],
  [
    'trust',
    document({ ...TRUST, Principal: {} }),
    'Missing required field Principal cannot be empty!',
  ],
  ['trust', document({ ...TRUST, Action: undefined }), 'Missing required field Action'],
  [
    'trust',
    document({ ...TRUST, Action: 'execute-api:Invoke' }),
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
  [
    'trust',
    document({ ...TRUST, Principal: { AWS: 'ann' } }),
    'Invalid principal in policy: "AWS":"ann"',
  ],
  [
    'trust',
    document({ ...TRUST, Principal: { Service: 'lambda' } }),
    'Invalid principal in policy: "Service":"lambda"',
  ],
  [
    'trust',
    document({ ...TRUST, Principal: undefined, NotPrincipal: { AWS: '*' } }),
    'Allow with NotPrincipal is not allowed.',
  ],
  [
    'trust',
    document({ ...TRUST, Sid: 'a' }, { ...TRUST, Sid: 'a' }),
    'The Statement Ids in the policy are not unique',
  ],
];

test.each(refusals)('%s %s is refused: %s', (kind, text, message) => {
  expect(() => parsePolicy(text, kind)).toThrow(new MalformedPolicyError(message));
});
