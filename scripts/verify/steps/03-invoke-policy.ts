import { DeleteRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import { bundleFunction } from '../../aws/bundle-function';
import { unlessMissing } from '../../aws/calls/aws-error';
import type { Session } from '../../aws/session';
import { inspectInvokePolicy, inspectTrustPolicy } from '../../inspect/policies';
import type { Bench, Verification } from '../bench';
import { ensureFunction, invoke } from '../ground/functions';
import { type GroundApi, groundApi } from '../ground/ground';
import { ensureRole } from '../ground/roles';
import { explainAnswer } from '../refusal/explain-answer';
import { type ApiAnswer, isHello, settled } from '../signing/call-api';

/** The file of the policies, in the steps' folders. */
export const INVOKE_POLICY = '03-invoke-policy/invoke-policy';

const PROBE = require.resolve('../probe/probe');

/** The caller's role is denied before it has the policy, and allowed with it. */
export const verifyInvokePolicy: Verification = async (bench) => {
  const { session, code, report } = bench;
  const ground = await groundApi(bench);
  const policies = code.load<typeof InvokePolicy>(
    INVOKE_POLICY,
    'callerTrustPolicy',
    'leastPrivilegePolicy',
    'attachInvokePolicy',
  );

  report.action(`The role ${session.names.callerRole}, by ${code.name(INVOKE_POLICY)}`);
  const trustPolicy = policies.callerTrustPolicy();
  await report.problems('a role that Lambda may take', inspectTrustPolicy(trustPolicy));
  const roleArn = await ensureRole(session, session.names.callerRole, trustPolicy);
  await removePolicies(session);
  await deployProbe(bench, ground, roleArn);

  report.action(`GET ${ground.url} as that role, which has no policy yet`);
  const denied = await settled(session, () => probe(session), isDenied);
  await report.finding({
    expected: '403, not authorized to perform: execute-api:Invoke',
    got: `${denied.status} ${denied.body}`,
    holds: isDenied(denied),
    explain: () => explainAnswer(session, denied),
  });

  report.action('The least-privilege policy');
  const policy = policies.leastPrivilegePolicy(ground.target);
  await policies.attachInvokePolicy(session.clients.iam, session.names.callerRole, policy);
  await report.problems(
    'GET on / of this API and stage, and no more',
    inspectInvokePolicy(policy, ground.target),
  );

  report.action(`GET ${ground.url} as that role, with the policy`);
  const allowed = await settled(session, () => probe(session));
  await report.finding({
    expected: '200 "Hello from Lambda!"',
    got: `${allowed.status} ${allowed.body}`,
    holds: isHello(allowed),
    explain: () => explainAnswer(session, allowed),
  });
};

/** A function that calls the API as the caller's role, signed by the library. */
async function deployProbe({ session }: Bench, { url }: GroundApi, roleArn: string): Promise<void> {
  await ensureFunction(session, {
    name: session.names.probeFunction,
    roleArn,
    code: await bundleFunction(PROBE),
    variables: { API_URL: url.href, API_REGION: session.region },
  });
}

async function probe(session: Session): Promise<ApiAnswer> {
  const { result, failure } = await invoke(session, session.names.probeFunction);
  if (failure !== undefined) throw new Error(`The probe could not call the API: ${failure}`);
  return result as ApiAnswer;
}

function isDenied({ status, body }: ApiAnswer): boolean {
  return status === 403 && body.includes('is not authorized to perform: execute-api:Invoke');
}

/** A former run has left the policy: without it, the role is denied. */
async function removePolicies({ clients: { iam }, names }: Session): Promise<void> {
  const RoleName = names.callerRole;
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) {
    await unlessMissing(iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
  }
}
