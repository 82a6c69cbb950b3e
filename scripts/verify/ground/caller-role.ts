import type * as InvokePolicy from '../../../solutions/03-invoke-policy/invoke-policy';
import type { Bench } from '../bench';
import type { GroundApi } from './ground';
import { ensureRole } from './roles';

/** The role that the caller function runs with, and its policy, by the finished code. */
export async function groundCallerRole(
  { session, finished }: Bench,
  { target }: GroundApi,
): Promise<string> {
  const { callerRole } = session.names;
  const { callerTrustPolicy, leastPrivilegePolicy, attachInvokePolicy } = finished.load<
    typeof InvokePolicy
  >('03-invoke-policy/invoke-policy');
  const roleArn = await ensureRole(session, callerRole, callerTrustPolicy());
  await attachInvokePolicy(session.clients.iam, callerRole, leastPrivilegePolicy(target));
  return roleArn;
}
