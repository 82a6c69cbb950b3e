import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { isAwsError } from '../calls/aws-error';
import { CannotRun } from '../cannot-run';
import type { PolicyDocument } from '../policy/learner-policy';
import { learnerPolicy } from '../policy/learner-policy';
import type { Session } from '../session';
import { type Check, type Finding, failed, ok } from './finding';

/** AWS refuses what is signed by a clock that is further off. */
const TOLERATED_SKEW_SECONDS = 5 * 60;
/** A clock that is this far off will soon be further. */
const WORRYING_SKEW_SECONDS = 60;

/** What must be so in the account, once a session with it is open. */
export function accountChecks(session: Session): Check[] {
  return [
    { title: 'credentials', run: () => ok(`${session.callerArn}, region ${session.region}`) },
    { title: 'clock', run: () => checkClock(session.region) },
    { title: 'permissions', run: () => checkPermissions(session) },
  ];
}

/** Why no session could be opened, as a finding. @throws all that does not speak for itself */
export function sessionFailure(error: unknown): Finding {
  if (!(error instanceof CannotRun)) throw error;
  return failed(error.message, 'Then run the doctor again.');
}

async function checkClock(region: string): Promise<Finding> {
  const url = `https://sts.${region}.amazonaws.com/`;
  const response = await fetch(url, { method: 'HEAD' }).catch((error: Error) => error);
  if (response instanceof Error) {
    const problem = `${url} cannot be reached: ${response.cause ?? response.message}.`;
    return failed(problem, 'Look at the network, a proxy or a firewall.');
  }
  return findingOnClock(new Date(response.headers.get('date') ?? 0), new Date());
}

/** Whether the machine's clock is near enough to that of AWS. */
export function findingOnClock(aws: Date, machine: Date): Finding {
  const seconds = Math.round((machine.getTime() - aws.getTime()) / 1000);
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} AWS`;
  if (Math.abs(seconds) < WORRYING_SKEW_SECONDS) return ok(off);
  const isRefused = Math.abs(seconds) >= TOLERATED_SKEW_SECONDS;
  return failed(
    `This machine's clock is ${off}${isRefused ? ': AWS refuses its signatures' : ''}.`,
    'Let the system set the clock by itself (NTP); in a virtual machine, restart its time service.',
  );
}

/** Whether the caller may do all that the workshop does, asked of IAM without doing it. */
export async function checkPermissions(session: Session): Promise<Finding> {
  try {
    const denied = await deniedActions(session, learnerPolicy(session));
    if (denied.length === 0) return ok('all that the workshop needs');
    return failed(
      `IAM does not allow ${denied.join(', ')}.`,
      'Ask for the policy in fixtures/policies/learner.json, with ACCOUNT, REGION and PREFIX filled in.',
    );
  } catch (error) {
    if (!isAwsError(error, 'AccessDenied', 'AccessDeniedException')) throw error;
    return {
      state: 'unknown',
      detail: 'you may not simulate policies (iam:SimulatePrincipalPolicy); verifying will tell',
    };
  }
}

async function deniedActions(session: Session, policy: PolicyDocument): Promise<string[]> {
  const { iam } = session.clients;
  const PolicySourceArn = await policySource(session);
  const results = await Promise.all(
    policy.Statement.map(({ Action, Resource }) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn,
          ActionNames: Action,
          // One resource stands for all that the pattern means.
          ResourceArns: [Resource === '*' ? '*' : Resource.replaceAll('*', 'x')],
        }),
      ),
    ),
  );
  const denied = results
    .flatMap(({ EvaluationResults = [] }) => EvaluationResults)
    .filter(({ EvalDecision }) => EvalDecision !== 'allowed')
    .map(({ EvalActionName }) => EvalActionName!);
  return [...new Set(denied)].sort();
}

/** A session of a role is simulated by its role, whose ARN has a path that the session's lacks. */
async function policySource({ callerArn, clients }: Session): Promise<string> {
  const role = /:assumed-role\/([^/]+)\//.exec(callerArn)?.[1];
  if (role === undefined) return callerArn;
  const found = await clients.iam.send(new GetRoleCommand({ RoleName: role }));
  return found.Role!.Arn!;
}
