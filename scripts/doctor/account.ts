import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { isAwsError, isDenied } from '../account/calls/aws-error';
import { learnerPolicy, type PolicyStatement } from '../account/learner-policy';
import { roleOfCaller } from '../account/names';
import type { Session } from '../account/session';
import { iamArn } from '../local-aws/account/arn';
import { CannotRun } from '../terminal/cannot-run';
import { type Check, type CheckResult, failed, ok } from './check';
import { checkClock } from './clock';

/** What must be so in the account, once a session with it is open. */
export function accountChecks(session: Session): Check[] {
  return [
    { title: 'credentials', run: () => checkCredentials(session) },
    clockCheck(session.region),
    { title: 'permissions', run: () => checkPermissions(session) },
  ];
}

/** What can be said where no session could be opened: why, and whether the clock is to blame. */
export function checksWithoutSession(failure: CheckResult, region: string | undefined): Check[] {
  return [{ title: 'credentials', run: () => failure }, clockCheck(region)];
}

function clockCheck(region: string | undefined): Check {
  return { title: 'clock', run: () => checkClock(region) };
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
    const simulated = await simulate(session);
    const denied = [...new Set(simulated.flatMap((statement) => statement.denied))].sort();
    if (denied.length === 0) return ok('all that the workshop needs', 'permissions ok');
    return failed(`IAM does not allow ${denied.join(', ')}.`, remedyFor(session, simulated));
  } catch (error) {
    if (!isDenied(error) && !isAwsError(error, 'NoSuchEntity', 'NoSuchEntityException'))
      throw error;
    return {
      state: 'unknown',
      detail: isDenied(error)
        ? 'you may not simulate policies (iam:SimulatePrincipalPolicy); verifying will tell'
        : 'you may not look up the role you work with (iam:GetRole); verifying will tell',
      brief: 'permissions not looked at',
    };
  }
}

/** A statement of the policy, and those of its actions that IAM does not allow the caller. */
interface SimulatedStatement extends PolicyStatement {
  denied: string[];
}

/** One statement after the other: where one is refused, no call is under way any more. */
async function simulate(session: Session): Promise<SimulatedStatement[]> {
  const PolicySourceArn = await policySource(session);
  const simulated: SimulatedStatement[] = [];
  for (const statement of learnerPolicy(session).Statement) {
    const { Action, Resource } = statement;
    const { EvaluationResults = [] } = await session.clients.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: Action,
        // One resource stands for all that the pattern means.
        ResourceArns: [Resource === '*' ? '*' : Resource.replaceAll('*', 'x')],
      }),
    );
    const denied = EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
    simulated.push({ ...statement, denied: denied.map(({ EvalActionName }) => EvalActionName!) });
  }
  return simulated;
}

/** A policy for another prefix or region allows nothing that names this one, and all else. */
function remedyFor(
  { region, names: { prefix } }: Session,
  simulated: SimulatedStatement[],
): string {
  const isForAnother = (part: string) => {
    const naming = simulated.filter(({ Resource }) => Resource.includes(part));
    const others = simulated.filter(({ Resource }) => !Resource.includes(part));
    return (
      naming.every(({ Action, denied }) => denied.length === Action.length) &&
      others.some(({ denied }) => denied.length === 0)
    );
  };
  const suspicions = [
    ...(isForAnother(`${prefix}-`) ? [`another prefix than ${prefix} (--prefix NAME)`] : []),
    ...(isForAnother(`:${region}:`) ? [`another region than ${region} (--region REGION)`] : []),
  ];
  if (suspicions.length === 0) return `Ask for the policy ${POLICY}.`;
  return `Your policy seems to be for ${suspicions.join(' and ')}. Else ask for the policy ${POLICY}.`;
}

const POLICY = 'in fixtures/policies/learner.json, with ACCOUNT, REGION and PREFIX filled in';

/**
 * A session of a role is simulated by its role, whose ARN has a path that the session's lacks. A role
 * that the caller may not look up is taken for one without.
 */
async function policySource({ accountId, callerArn, clients }: Session): Promise<string> {
  const role = roleOfCaller(callerArn);
  if (role === undefined) return callerArn;
  try {
    const found = await clients.iam.send(new GetRoleCommand({ RoleName: role }));
    return found.Role!.Arn!;
  } catch (error) {
    if (!isDenied(error)) throw error;
    return iamArn(accountId, `role/${role}`);
  }
}
