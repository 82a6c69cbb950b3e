import { ListRolePoliciesCommand, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { inspectAdmitted, inspectDenied } from '../../scripts/inspect/admission';
import { unless } from '../../scripts/inspect/findings';
import { inspectInvokeArn, invokeArnOf } from '../../scripts/inspect/invoke-arn';
import {
  inspectInvokePolicy,
  inspectPolicyNames,
  inspectTrustPolicy,
  inspectWidePolicy,
} from '../../scripts/inspect/policies';
import {
  awaitingItsCalls,
  callSigned,
  clientsOf,
  credentialsOfRole,
  deployFunction,
  HELLO_FUNCTION,
  type LocalAccount,
  makeManifoldApi,
  makeRole,
  putInlinePolicy,
  startLocalAccount,
} from '../../scripts/inspect/testing/local-account';
import { messageOf } from '../../scripts/jest/complaint';
import { guardCredentials } from '../../scripts/jest/secrets';
import { wellFormed } from '../../scripts/jest/well-formed';
import {
  attachInvokePolicy,
  callerTrustPolicy,
  type InvokeTarget,
  invokeArn,
  leastPrivilegePolicy,
  type PolicyDocument,
  widePolicy,
} from './invoke-policy';

const OWN_ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '210987654321';

const POLICY = { Version: 'string', Statement: 'list' } as const;
/** What alone the least privilege is. */
const ALLOWED = 'GET / of own, stage dev';

let account: LocalAccount;
/** GET on the root of the own API, on the stage dev: what the caller is to be allowed. */
let target: InvokeTarget;
/** An API's id by what it stands for. */
let apis: Record<'own' | 'another API' | "another account's API", string>;

beforeAll(async () => {
  account = await startLocalAccount([OWN_ACCOUNT, OTHER_ACCOUNT]);
  guardCredentials(account.aws.credentials);
  const own = await makeManifoldApi(account);
  const another = await makeManifoldApi(account);
  const foreign = await makeManifoldApi(clientsOf(account.aws, OTHER_ACCOUNT), openToOwnAccount());
  apis = {
    own: own.apiId,
    'another API': another.apiId,
    "another account's API": foreign.apiId,
  };
  const { region, accountId } = account;
  target = { region, accountId, apiId: own.apiId, stage: 'dev', method: 'GET', path: '/' };
});

afterAll(() => account.stop());

/** A resource policy that opens an API to the own account: there, the caller's policy decides. */
function openToOwnAccount(): object {
  const principal = { AWS: `arn:aws:iam::${OWN_ACCOUNT}:root` };
  const statement = { Effect: 'Allow', Principal: principal, Action: 'execute-api:Invoke' };
  return { Version: '2012-10-17', Statement: [{ ...statement, Resource: 'execute-api:/*' }] };
}

const callers = new Map<string, ReturnType<typeof makeCaller>>();

/** The credentials of a role that has this policy and no other. */
function callerWith(policy: PolicyDocument) {
  const text = JSON.stringify(policy);
  const caller = callers.get(text) ?? makeCaller(`caller-${callers.size}`, policy);
  callers.set(text, caller);
  return caller;
}

async function makeCaller(name: string, policy: PolicyDocument) {
  const arn = await makeRole(account, name);
  await putInlinePolicy(account, name, policy);
  return credentialsOfRole(account, arn);
}

const url = (apiId: string, stage: string, path: string) =>
  `${account.aws.invokeUrl(apiId, stage)}${path}`;

/** What is wrong with a policy that must not allow an action on a resource: IAM is asked. */
async function inspectNotAllowed(policy: PolicyDocument, action: string, resource: string) {
  const { EvaluationResults } = await account.iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [JSON.stringify(policy)],
      ActionNames: [action],
      ResourceArns: [resource],
    }),
  );
  const decision = EvaluationResults?.[0]?.EvalDecision;
  const allowed = `On ${action} of ${resource}, IAM decides ${decision}; the policy must not allow it.`;
  return unless(decision === 'implicitDeny', allowed);
}

describe('callerTrustPolicy', () => {
  test('names Lambda, and nobody else', () => {
    expect(
      inspectTrustPolicy(
        wellFormed('The result of callerTrustPolicy', callerTrustPolicy(), POLICY),
      ),
    ).toHaveNoFindings();
  });

  test('lets a Lambda function run with the role', async () => {
    const roleArn = await makeRole(account, 'trusted', JSON.stringify(callerTrustPolicy()));
    const name = 'runs-with-the-role';
    const arn = await deployFunction(account, { name, code: HELLO_FUNCTION, roleArn });
    expect(arn).toContain(name);
  });

  test('lets no user take the role', async () => {
    const roleArn = await makeRole(account, 'not-yours', JSON.stringify(callerTrustPolicy()));
    const refusal = await messageOf(() => credentialsOfRole(account, roleArn));
    const isRefused = refusal?.includes('sts:AssumeRole') === true;
    const taken = 'A user of the account may take the role, which only Lambda needs.';
    expect(unless(isRefused, taken)).toHaveNoFindings();
  });
});

describe('widePolicy', () => {
  test('allows the calls of all APIs', () => {
    const policy = wellFormed('The result of widePolicy', widePolicy(), POLICY);
    expect(inspectWidePolicy(policy)).toHaveNoFindings();
  });

  test.each([
    ['GET', 'own', 'dev', '/'],
    ['POST', 'own', 'prod', '/pets'],
    ['GET', 'another API', 'dev', '/'],
    ['GET', "another account's API", 'dev', '/'],
  ] as const)('allows %s on %s, stage %s, path %s', async (method, api, stage, path) => {
    const caller = await callerWith(widePolicy());
    const answer = await callSigned(account, url(apis[api], stage, path), caller, method);
    expect(inspectAdmitted(`${method} ${path} of ${api}`, answer)).toHaveNoFindings();
  });

  test('allows nothing but calls of APIs', async () => {
    expect(await inspectNotAllowed(widePolicy(), 'lambda:InvokeFunction', '*')).toHaveNoFindings();
  });
});

describe('invokeArn', () => {
  test.each<[string, Partial<InvokeTarget>]>([
    ['GET on the root, with its slash', {}],
    ['a path', { path: '/pets' }],
    ['a path of several segments', { path: '/pets/1/owner' }],
    ['another method', { method: 'POST' }],
    ['another stage', { stage: 'prod' }],
    ['another region', { region: 'eu-central-1' }],
    ['another account', { accountId: OTHER_ACCOUNT }],
  ])('%s', (_, difference) => {
    const other = { ...target, ...difference };
    expect(inspectInvokeArn('The ARN', invokeArn(other), other)).toHaveNoFindings();
  });
});

describe('leastPrivilegePolicy', () => {
  test('names one method of one stage of one API', () => {
    const made = leastPrivilegePolicy(target);
    const policy = wellFormed('The result of leastPrivilegePolicy', made, POLICY);
    expect(inspectInvokePolicy(policy, target)).toHaveNoFindings();
  });

  test.each(['/', ''])('allows GET on the root, called as dev%s', async (path) => {
    const caller = await callerWith(leastPrivilegePolicy(target));
    const answer = await callSigned(account, url(apis.own, 'dev', path), caller);
    expect(inspectAdmitted(ALLOWED, answer)).toHaveNoFindings();
  });

  test.each([
    ['another stage', 'own', 'prod', 'GET', '/'],
    ['another method', 'own', 'dev', 'POST', '/'],
    ['another path', 'own', 'dev', 'GET', '/pets'],
    ['another API', 'another API', 'dev', 'GET', '/'],
    ["another account's API", "another account's API", 'dev', 'GET', '/'],
  ] as const)('denies %s', async (_, api, stage, method, path) => {
    const caller = await callerWith(leastPrivilegePolicy(target));
    const answer = await callSigned(account, url(apis[api], stage, path), caller, method);
    const call = `${method} ${path} of ${api}, stage ${stage},`;
    expect(inspectDenied(call, answer, ALLOWED)).toHaveNoFindings();
  });

  test.each<[string, Partial<InvokeTarget>]>([
    ['the same API in another region', { region: 'eu-central-1' }],
    ['the same API in another account', { accountId: OTHER_ACCOUNT }],
    ['the whole stage', { method: '*', path: '' }],
  ])('denies %s', async (_, difference) => {
    const resource = invokeArnOf({ ...target, ...difference });
    const policy = leastPrivilegePolicy(target);
    expect(await inspectNotAllowed(policy, 'execute-api:Invoke', resource)).toHaveNoFindings();
  });

  test('does not allow to change the API', async () => {
    const resource = `arn:aws:apigateway:${target.region}::/restapis/${target.apiId}`;
    const policy = leastPrivilegePolicy(target);
    expect(await inspectNotAllowed(policy, 'apigateway:PATCH', resource)).toHaveNoFindings();
  });
});

describe('attachInvokePolicy', () => {
  const allow = (resource: string): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource }],
  });

  const attach = (roleName: string, resource: string) =>
    awaitingItsCalls(account, 'attachInvokePolicy', ({ iam }) =>
      attachInvokePolicy(iam, roleName, allow(resource)),
    );

  test('gives the role what it lacked', async () => {
    const roleArn = await makeRole(account, 'attached');
    const root = url(apis.own, 'dev', '/');
    const before = await callSigned(account, root, await credentialsOfRole(account, roleArn));
    expect(inspectDenied('Without a policy, GET /', before)).toHaveNoFindings();
    await attach('attached', '*');
    const after = await callSigned(account, root, await credentialsOfRole(account, roleArn));
    expect(inspectAdmitted('With the policy that was attached, GET /', after)).toHaveNoFindings();
  });

  test('puts the narrow policy in the place of the wide one', async () => {
    const roleArn = await makeRole(account, 'narrowed');
    await attach('narrowed', '*');
    await attach('narrowed', invokeArnOf(target));

    const { PolicyNames = [] } = await account.iam.send(
      new ListRolePoliciesCommand({ RoleName: 'narrowed' }),
    );
    const beside =
      `Attaching twice left ${PolicyNames.length} policies in the role (${PolicyNames.join(', ')}): ` +
      'it may do what either allows. Give both the PolicyName POLICY_NAME.';
    expect(unless(PolicyNames.length === 1, beside)).toHaveNoFindings();
    const caller = await credentialsOfRole(account, roleArn);
    const answer = await callSigned(account, url(apis.own, 'prod', '/'), caller);
    expect(inspectDenied('GET / of own, stage prod,', answer, ALLOWED)).toHaveNoFindings();
  });

  test('names the policy POLICY_NAME', async () => {
    await makeRole(account, 'named');
    await attach('named', '*');
    const { PolicyNames = [] } = await account.iam.send(
      new ListRolePoliciesCommand({ RoleName: 'named' }),
    );
    expect(inspectPolicyNames(PolicyNames)).toHaveNoFindings();
    const none = 'attachInvokePolicy has given the role no policy.';
    expect(unless(PolicyNames.length > 0, none)).toHaveNoFindings();
  });

  test('lets the error out where AWS refuses', async () => {
    const message = await messageOf(() => attach('a-role-that-is-missing', '*'));
    const swallowed =
      'IAM refused to write into a role that is missing, and attachInvokePolicy returned as if all ' +
      'were well: let the error out, and catch none.';
    expect(unless(message !== undefined, swallowed)).toHaveNoFindings();
    expect(unless(!message?.startsWith('TODO '), message ?? '')).toHaveNoFindings();
  });
});
