import { ListRolePoliciesCommand, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam';
import { inspectInvokeArn, invokeArnOf } from '../../scripts/inspect/invoke-arn';
import { inspectInvokePolicy, inspectTrustPolicy } from '../../scripts/inspect/policies';
import {
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
} from '../../scripts/jest/local-account';
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
const DENIED = { status: 403, body: expect.stringContaining('is not authorized to perform') };

let account: LocalAccount;
/** GET on the root of the own API, on the stage dev: what the caller is to be allowed. */
let target: InvokeTarget;
/** An API's id by what it stands for. */
let apis: Record<'own' | 'another API' | "another account's API", string>;

beforeAll(async () => {
  account = await startLocalAccount([OWN_ACCOUNT, OTHER_ACCOUNT]);
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

/** What IAM would decide about an action on a resource, under this policy alone. */
async function decisionOn(policy: PolicyDocument, action: string, resource: string) {
  const { EvaluationResults } = await account.iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [JSON.stringify(policy)],
      ActionNames: [action],
      ResourceArns: [resource],
    }),
  );
  return EvaluationResults?.[0]?.EvalDecision;
}

describe('callerTrustPolicy', () => {
  it('names Lambda, and nobody else', () => {
    expect(inspectTrustPolicy(callerTrustPolicy())).toHaveNoFindings();
  });

  it('lets a Lambda function run with the role', async () => {
    const roleArn = await makeRole(account, 'trusted', JSON.stringify(callerTrustPolicy()));
    const name = 'runs-with-the-role';
    const deployed = deployFunction(account, { name, code: HELLO_FUNCTION, roleArn });
    await expect(deployed).resolves.toContain(name);
  });

  it('lets no user take the role', async () => {
    const roleArn = await makeRole(account, 'not-yours', JSON.stringify(callerTrustPolicy()));
    await expect(credentialsOfRole(account, roleArn)).rejects.toThrow('sts:AssumeRole');
  });
});

describe('widePolicy', () => {
  it.each([
    ['GET', 'own', 'dev', '/'],
    ['POST', 'own', 'prod', '/pets'],
    ['GET', 'another API', 'dev', '/'],
    ['GET', "another account's API", 'dev', '/'],
  ] as const)('allows %s on %s, stage %s, path %s', async (method, api, stage, path) => {
    const caller = await callerWith(widePolicy());
    const answer = await callSigned(account, url(apis[api], stage, path), caller, method);
    expect(answer.status).toBe(200);
  });

  it('allows nothing but calls of APIs', async () => {
    expect(await decisionOn(widePolicy(), 'lambda:InvokeFunction', '*')).toBe('implicitDeny');
  });
});

describe('invokeArn', () => {
  it.each<[string, Partial<InvokeTarget>]>([
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
  it('names one method of one stage of one API', () => {
    expect(inspectInvokePolicy(leastPrivilegePolicy(target), target)).toHaveNoFindings();
  });

  it.each(['/', ''])('allows GET on the root, called as dev%s', async (path) => {
    const caller = await callerWith(leastPrivilegePolicy(target));
    const answer = await callSigned(account, url(apis.own, 'dev', path), caller);
    expect(answer.status).toBe(200);
  });

  it.each([
    ['another stage', 'own', 'prod', 'GET', '/'],
    ['another method', 'own', 'dev', 'POST', '/'],
    ['another path', 'own', 'dev', 'GET', '/pets'],
    ['another API', 'another API', 'dev', 'GET', '/'],
    ["another account's API", "another account's API", 'dev', 'GET', '/'],
  ] as const)('denies %s', async (_, api, stage, method, path) => {
    const caller = await callerWith(leastPrivilegePolicy(target));
    const answer = await callSigned(account, url(apis[api], stage, path), caller, method);
    expect(answer).toEqual(DENIED);
  });

  it.each<[string, Partial<InvokeTarget>]>([
    ['the same API in another region', { region: 'eu-central-1' }],
    ['the same API in another account', { accountId: OTHER_ACCOUNT }],
    ['the whole stage', { method: '*', path: '' }],
  ])('denies %s', async (_, difference) => {
    const resource = invokeArnOf({ ...target, ...difference });
    const policy = leastPrivilegePolicy(target);
    expect(await decisionOn(policy, 'execute-api:Invoke', resource)).toBe('implicitDeny');
  });

  it('does not allow to change the API', async () => {
    const resource = `arn:aws:apigateway:${target.region}::/restapis/${target.apiId}`;
    const policy = leastPrivilegePolicy(target);
    expect(await decisionOn(policy, 'apigateway:PATCH', resource)).toBe('implicitDeny');
  });
});

describe('attachInvokePolicy', () => {
  const allow = (resource: string): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: resource }],
  });

  it('gives the role what it lacked', async () => {
    const roleArn = await makeRole(account, 'attached');
    const root = url(apis.own, 'dev', '/');
    const before = await callSigned(account, root, await credentialsOfRole(account, roleArn));
    await attachInvokePolicy(account.iam, 'attached', allow('*'));
    const after = await callSigned(account, root, await credentialsOfRole(account, roleArn));
    expect(before).toEqual(DENIED);
    expect(after.status).toBe(200);
  });

  it('puts the narrow policy in the place of the wide one', async () => {
    const roleArn = await makeRole(account, 'narrowed');
    await attachInvokePolicy(account.iam, 'narrowed', allow('*'));
    await attachInvokePolicy(account.iam, 'narrowed', allow(invokeArnOf(target)));

    const listed = await account.iam.send(new ListRolePoliciesCommand({ RoleName: 'narrowed' }));
    expect(listed.PolicyNames).toHaveLength(1);
    const caller = await credentialsOfRole(account, roleArn);
    expect(await callSigned(account, url(apis.own, 'prod', '/'), caller)).toEqual(DENIED);
  });
});
