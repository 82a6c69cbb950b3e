import type * as Policy from '../../solutions/03-invoke-policy/invoke-policy';
import { changedSolution } from './changed-solution';
import { inspectInvokePolicy, inspectTrustPolicy } from './policies';
import {
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  makeRole,
  startLocalAccount,
} from './testing/local-account';

let account: LocalAccount;

beforeAll(async () => {
  account = await startLocalAccount();
});

afterAll(() => account.stop());

const POLICY = '03-invoke-policy/invoke-policy.ts';
const target = {
  region: 'ap-northeast-1',
  accountId: '123456789012',
  apiId: 'a1b2c3d4e5',
  stage: 'dev',
  method: 'GET',
  path: '/',
};

test.each([
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution
  ['the wrong stage', '${stage}', 'prod', /has the stage prod; it must be dev/],
  ['the wrong method', '${method}', 'POST', /has the method POST; it must be GET/],
  ['the method in lower case', '${method}', 'get', /has the method get; it must be GET/],
  ['the wrong region', '${region}', 'us-east-1', /has the region us-east-1; it must be ap-north/],
  ['the wrong account', '${accountId}', '210987654321', /has the account 210987654321/],
  ['the wrong API', '${apiId}', 'zzzzzzzzzz', /has the API zzzzzzzzzz; it must be a1b2c3d4e5/],
  ['the root without its slash', '${path}', '', /ends in dev\/GET, without the slash of the path/],
  ['two slashes', '${path}', '/${path}', /has the path \/\/; it must be \//],
  ['every method', '${method}', '*', /has \* as method: more than GET alone/],
  ['another service', 'execute-api:${', 'apigateway:${', /no ARN of a method/],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
  ['the wide one', 'Resource: invokeArn(target)', "Resource: '*'", /Resource is \*: every method/],
  [
    'another action',
    "Action: 'execute-api:Invoke', Resource: invokeArn",
    "Action: 'execute-api:*', Resource: invokeArn",
    /Action is execute-api:\*; it must be execute-api:Invoke/,
  ],
  [
    'another version',
    "Version: '2012-10-17', S",
    "Version: '2026-01-01' as never, S",
    /2012-10-17/,
  ],
])('a policy with %s', (_, text, replacement, message) => {
  const { leastPrivilegePolicy } = changedSolution<typeof Policy>(POLICY, text, replacement);
  const findings = inspectInvokePolicy(leastPrivilegePolicy(target), target);
  expect(findings).toEqual([expect.stringMatching(message)]);
});

const TRUST = "Principal: { Service: 'lambda.amazonaws.com' }";

test('a trust policy without Lambda', async () => {
  const { callerTrustPolicy } = changedSolution<typeof Policy>(
    POLICY,
    TRUST,
    "Principal: { Service: 'apigateway.amazonaws.com' }",
  );
  expect(inspectTrustPolicy(callerTrustPolicy())).toEqual([
    expect.stringMatching(/does not name Lambda/),
    expect.stringMatching(/lets apigateway\.amazonaws\.com take the role/),
  ]);
  const roleArn = await makeRole(account, 'untrusted', JSON.stringify(callerTrustPolicy()));
  await expect(
    deployFunction(account, { name: 'untrusted', code: HELLO_FUNCTION, roleArn }),
  ).rejects.toThrow('The role defined for the function cannot be assumed by Lambda.');
});

test.each([
  ['for everybody', TRUST, "Principal: '*' as never", /lets \* take the role/],
  ['with the other action', "'sts:AssumeRole'", "'execute-api:Invoke'", /must be sts:AssumeRole/],
])('a trust policy %s', (_, text, replacement, message) => {
  const { callerTrustPolicy } = changedSolution<typeof Policy>(POLICY, text, replacement);
  expect(inspectTrustPolicy(callerTrustPolicy())).toContainEqual(expect.stringMatching(message));
});
