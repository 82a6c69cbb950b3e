import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { isAwsError } from '../account/calls/aws-error';
import { type LearnerPolicy, learnerPolicy } from '../account/learner-policy';
import { roleOfCaller } from '../account/names';
import type { Session } from '../account/session';
import { CannotRun } from '../terminal/cannot-run';
import { type Check, type CheckResult, failed, ok } from './check';
import { checkClock } from './clock';

/** What must be so in the account, once a session with it is open. */
export function accountChecks(session: Session): Check[] {
  return [
    { title: 'credentials', run: () => checkCredentials(session) },
    { title: 'clock', run: () => checkClock(session.region) },
    { title: 'permissions', run: () => checkPermissions(session) },
  ];
}

/** Why no session could be opened, as a finding. @throws all that does not speak for itself */
export function sessionFailure(error: unknown): CheckResult {
  if (!(error instanceof CannotRun)) throw error;
  return failed(error.message, 'Then run the doctor again.');
}

function checkCredentials({ callerArn, region }: Session): CheckResult {
  return ok(`${callerArn}, region ${region}`, `credentials ok, ${region}`);
}

/** Whether the caller may do all that the workshop does, asked of IAM without doing it. */
export async function checkPermissions(session: Session): Promise<CheckResult> {
  try {
    const denied = await deniedActions(session, learnerPolicy(session));
    if (denied.length === 0) return ok('all that the workshop needs', 'permissions ok');
    return failed(
      `IAM does not allow ${denied.join(', ')}.`,
      'Ask for the policy in fixtures/policies/learner.json, with ACCOUNT, REGION and PREFIX filled in.',
    );
  } catch (error) {
    if (!isAwsError(error, 'AccessDenied', 'AccessDeniedException')) throw error;
    return {
      state: 'unknown',
      detail: 'you may not simulate policies (iam:SimulatePrincipalPolicy); verifying will tell',
      brief: 'permissions not looked at',
    };
  }
}

async function deniedActions(session: Session, policy: LearnerPolicy): Promise<string[]> {
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
  const role = roleOfCaller(callerArn);
  if (role === undefined) return callerArn;
  const found = await clients.iam.send(new GetRoleCommand({ RoleName: role }));
  return found.Role!.Arn!;
}
