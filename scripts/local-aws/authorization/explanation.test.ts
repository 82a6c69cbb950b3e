import { evaluate } from './evaluate';
import { parsePolicy } from './parse';
import type { RequestPrincipal } from './principals';

const API = 'arn:aws:execute-api:ap-northeast-1:123456789012:a1b2c3';
const ann: RequestPrincipal = {
  kind: 'user',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/ann',
};

function explain(
  statement: Record<string, unknown>,
  kind: 'inline' | 'resource' = 'inline',
  context: Record<string, string> = {},
) {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', ...statement },
  });
  const policy = { name: 'the policy', document: parsePolicy(text, kind) };
  const { statements } = evaluate({
    action: 'execute-api:Invoke',
    resource: `${API}/dev/GET/`,
    principal: ann,
    context,
    identityPolicies: kind === 'inline' ? [policy] : [],
    ...(kind === 'resource' ? { resourcePolicy: policy } : {}),
  });
  return statements[0]!;
}

test('a statement is named by its policy, Sid and place', () => {
  expect(explain({ Sid: 'Invoke' })).toMatchObject({
    policy: 'the policy',
    type: 'identity-based',
    sid: 'Invoke',
    index: 0,
    effect: 'Allow',
    matched: true,
    why: `Allow of execute-api:Invoke on ${API}/dev/GET/.`,
  });
});

test('every element that does not match is told', () => {
  const { matched, why } = explain({ Action: 'iam:GetRole', Resource: `${API}/dev/GET` });
  expect(matched).toBe(false);
  expect(why).toBe(
    `Action "iam:GetRole" does not match execute-api:Invoke. ` +
      `Resource "${API}/dev/GET" does not match ${API}/dev/GET/.`,
  );
});

test.each([
  [{ Action: undefined, NotAction: 'execute-api:*' }, 'NotAction "execute-api:*" excludes'],
  [{ Resource: undefined, NotResource: `${API}/*` }, `NotResource "${API}/*" excludes`],
  [{ Resource: `${API}/\${aws:username}` }, '(no value for the variable aws:username)'],
])('%j explains itself', (statement, sentence) => {
  expect(explain(statement).why).toContain(sentence);
});

test('a principal that is not named is told', () => {
  const { why } = explain({ Principal: { AWS: '210987654321' } }, 'resource');
  expect(why).toBe(
    'Principal AWS "210987654321" does not name arn:aws:iam::123456789012:user/ann.',
  );
});

test('a condition says what it wanted and what the request has', () => {
  const statement = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } };
  const { why } = explain(statement, 'inline', { 'aws:SourceIp': '127.0.0.1' });
  expect(why).toBe(
    'Condition IpAddress aws:SourceIp "10.0.0.0/8" is not met: the request has "127.0.0.1".',
  );
  expect(explain(statement).why).toContain('the request does not carry this key');
});

test.each(['Allow', 'Deny'])('an unknown operator never matches, also in a %s', (effect) => {
  const considered = explain(
    { Effect: effect, Principal: '*', Condition: { StringEqual: { 'aws:username': 'ann' } } },
    'resource',
    { 'aws:username': 'ann' },
  );
  expect(considered).toMatchObject({ matched: false, unknownConditions: ['StringEqual'] });
  expect(considered.why).toContain('Condition operator "StringEqual" does not exist');
});

test('a name of JavaScript is no condition operator', () => {
  const considered = explain(
    { Principal: '*', Condition: { constructor: { 'aws:username': 'ann' } } },
    'resource',
    { 'aws:username': 'ann' },
  );
  expect(considered.unknownConditions).toEqual(['constructor']);
});
