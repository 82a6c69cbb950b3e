import { ListRolesCommand } from '@aws-sdk/client-iam';
import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import {
  type InvokeTarget,
  leastPrivilegePolicy,
  type PolicyDocument,
  widePolicy,
} from '../../../solutions/03-invoke-policy/invoke-policy';
import { testSession } from '../../account/testing/test-session';
import { changedSolution } from '../../inspect/changed-solution';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { provisionAll } from '../testing/provision-all';
import { inOneLine, toldAbout } from '../testing/told-about';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
  const session = testSession(aws);
  await provisionAll(session);
  await session.close();
});

afterAll(() => aws.stop());

const told = (functions: object) =>
  toldAbout(aws, '03', { '03-invoke-policy/invoke-policy': functions });

const forAnother = (change: Partial<InvokeTarget>) => (target: InvokeTarget) =>
  leastPrivilegePolicy({ ...target, ...change });

const statement = (change: object, { Version, Statement }: PolicyDocument = widePolicy()) => ({
  Version,
  Statement: [{ ...Statement[0], ...change }],
});

// First, as long as no function has the role: Lambda looks at it when it is given.
test('a trust policy without Lambda is named, and Lambda refuses it', async () => {
  const Principal = { Service: 'ec2.amazonaws.com' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const callerTrustPolicy = () => ({ Version: '2012-10-17', Statement });
  const answer = inOneLine(await told({ callerTrustPolicy }));
  expect(answer).toContain('The trust policy does not name Lambda');
  expect(answer).toContain('The role defined for the function cannot be assumed by Lambda.');
});

test.each<[string, (target: InvokeTarget) => PolicyDocument, string]>([
  ['of another stage', forAnother({ stage: 'prod' }), 'has the stage prod'],
  ['of another method', forAnother({ method: 'POST' }), 'has the method POST'],
  ['of another region', forAnother({ region: 'us-east-1' }), 'has the region us-east-1'],
  ['of another account', forAnother({ accountId: '210987654321' }), 'the account 210987654321'],
  ["without the root's slash", forAnother({ path: '' }), 'without the slash of the path'],
])('a policy %s is named, and what IAM considered is shown', async (_, policy, message) => {
  const answer = inOneLine(await told({ leastPrivilegePolicy: policy }));
  expect(answer).toContain(message);
  expect(answer).toContain('because no identity-based policy allows the execute-api:Invoke action');
  expect(answer).toContain('What local AWS recorded');
  expect(answer).toContain('inline policy invoke-hello-api of role alice-caller');
});

test('a policy that is not the least is named, and what it allows', async () => {
  const answer = inOneLine(await told({ leastPrivilegePolicy: widePolicy }));
  expect(answer).toContain("The policy's Resource is *: every method of every API.");
  expect(answer).toContain('expected the method actual the method, another stage, another');
});

test.each([
  [
    'another action',
    () => statement({ Action: 'execute-api:invoke-all' }),
    ["The policy's Action is execute-api:invoke-all", '403 {"Message":"User: '],
  ],
  [
    'one method alone',
    () => statement({ Resource: 'arn:aws:execute-api:*:*:*/dev/GET/' }),
    ['that of the wide policy is *', 'actual the method, another API, another region'],
  ],
  [
    'a version that the language does not have',
    () => ({ ...widePolicy(), Version: '2024-01-01' }),
    [
      'The policy has the Version 2024-01-01',
      'AWS refused PutRolePolicy: ',
      'ocument is not a policy',
    ],
  ],
])('a wide policy with %s', async (_, policy, messages) => {
  const answer = await told({ widePolicy: policy });
  for (const message of messages) expect(inOneLine(answer)).toContain(message);
});

test('a policy that nobody waits for', async () => {
  const attachInvokePolicy = async (iam: { send(command: unknown): unknown }) => {
    iam.send(new ListRolesCommand({}));
  };
  expect(inOneLine(await told({ attachInvokePolicy }))).toContain(
    'ListRoles was still under way when attachInvokePolicy returned: is an await missing?',
  );
});

test('a policy of another name', async () => {
  const { attachInvokePolicy } = changedSolution<typeof InvokePolicy>(
    '03-invoke-policy/invoke-policy.ts',
    'PolicyName: POLICY_NAME',
    "PolicyName: 'my-policy'",
  );
  expect(await told({ attachInvokePolicy })).toContain(
    'The role has the policy my-policy; its PolicyName must be POLICY_NAME, invoke-hello-api.',
  );
});
