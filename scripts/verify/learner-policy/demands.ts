import { bundleFunction } from '../../account/bundle-function';
import type { NeededPermission } from '../../account/learner-policy';
import type { Session } from '../../account/session';
import { teardown } from '../../account/teardown/teardown';
import type { LocalAws } from '../../local-aws';
import { Code } from '../code';
import { ensureFunction } from '../prepare/functions';
import { ensureRole } from '../prepare/roles';
import { VERIFICATIONS } from '../steps';
import type { VerificationRun } from '../verification';
import { verifySteps } from '../verify';

/**
 * Runs everything: all steps, all steps again when something was changed meanwhile, the teardown.
 *
 * @returns what IAM was asked on the way for the session's caller
 * @throws Error when a step fails, or something is left
 */
export async function demandsOfEverything(
  aws: LocalAws,
  run: VerificationRun,
): Promise<NeededPermission[]> {
  const demands = await demandsOfSteps(aws, run);
  await change(run.session);
  demands.push(...(await demandsOfSteps(aws, run)));
  if (!(await teardown(run.session))) throw new Error('The teardown has left something.');
  return [...demands, ...recentDemands(aws, run.session)];
}

async function demandsOfSteps(aws: LocalAws, run: VerificationRun): Promise<NeededPermission[]> {
  const demands: NeededPermission[] = [];
  for (const number of VERIFICATIONS.keys()) {
    if (!(await verifySteps(run, [number]))) throw new Error(`Step ${number} fails.`);
    // Local AWS keeps only the latest records.
    demands.push(...recentDemands(aws, run.session));
  }
  return demands;
}

/** What differs is updated: as here, then back by the next run. */
async function change(session: Session): Promise<void> {
  const { names } = session;
  const roleArn = await ensureRole(session, names.callerRole, {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  });
  await ensureFunction(session, {
    name: names.helloFunction,
    roleArn: roleArn.replace(names.callerRole, names.helloRole),
    code: await bundleFunction(new Code('solutions').path('01-hello-handler/hello-handler')),
    variables: { CHANGED: 'yes' },
  });
}

function recentDemands({ records }: LocalAws, { callerArn }: Session): NeededPermission[] {
  return records.list().flatMap(({ id }) => {
    const asked = records.get(id)?.authorization ?? [];
    return asked.filter(({ principal }) => principal === callerArn);
  });
}
