import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import { runAwaited } from '../../inspect/awaited-calls';
import { inspectInvokePolicy, inspectTrustPolicy } from '../../inspect/policies';
import type { VerificationRun } from '../verification';
import { makerOf, stopAtEarlierStep } from './maker';
import type { PreparedApi } from './prepare-api';
import { ensureRole } from './roles';

/** The file of the policies, in the steps' folders. */
export const INVOKE_POLICY = '03-invoke-policy/invoke-policy';

/**
 * The role that the caller function runs with, and its policy, by the learner's step 03. Where that
 * is not written, a role of the finished code stands in.
 *
 * @returns its ARN
 * @throws DoesNotHold where the learner's policies are not right
 */
export async function prepareCallerRole(
  run: VerificationRun,
  { target }: PreparedApi,
): Promise<string> {
  const { code, session, isLearners } = makerOf(
    run,
    INVOKE_POLICY,
    (names) => `the role ${names.callerRole}`,
  );
  const { callerRole } = session.names;
  const { iam } = session.clients;
  const policies = code.load<typeof InvokePolicy>(
    INVOKE_POLICY,
    'callerTrustPolicy',
    'leastPrivilegePolicy',
    'attachInvokePolicy',
  );

  run.report.action(`The role ${callerRole} and its policy, by ${code.name(INVOKE_POLICY)}`);
  const trustPolicy = policies.callerTrustPolicy();
  const policy = policies.leastPrivilegePolicy(target);
  const problems = [...inspectTrustPolicy(trustPolicy), ...inspectInvokePolicy(policy, target)];
  if (isLearners && problems.length > 0) stopAtEarlierStep(run, INVOKE_POLICY, problems);
  const roleArn = await ensureRole(session, callerRole, trustPolicy);
  await runAwaited({ iam }, 'attachInvokePolicy', () =>
    policies.attachInvokePolicy(iam, callerRole, policy),
  );
  return roleArn;
}
