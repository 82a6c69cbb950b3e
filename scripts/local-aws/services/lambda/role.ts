import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import { evaluate, requestContext } from '../../authorization';
import type { Role } from '../../identity/iam-state';
import { findUsableRole } from '../../identity/identities';
import { trustPolicyOf } from '../../identity/trust';
import type { RoleCredentials } from '../../lambda-runtime';
import { credentialsOf, issueSession } from '../sts/sessions';
import { invalidValue } from './errors';

const LAMBDA = { kind: 'service', service: 'lambda.amazonaws.com' } as const;

/** The function's credentials are issued for as long as a role's sessions last by default. */
const SESSION_SECONDS = 3600;

/**
 * The role of a function, which exists and trusts Lambda.
 * @param functionArn for conditions of the trust policy on the function
 * @throws ServiceError
 */
export function assumableRole(cloud: Cloud, roleArn: string, functionArn: string): Role {
  const role = findUsableRole(cloud, roleArn);
  if (role && trustsLambda(cloud, role, functionArn)) return role;
  throw invalidValue('The role defined for the function cannot be assumed by Lambda.');
}

/**
 * Temporary credentials of a function's role.
 * @throws ServiceError when the role is gone or does not trust Lambda any more
 */
export function roleCredentials(
  cloud: Cloud,
  {
    roleArn,
    functionArn,
    functionName,
  }: Record<'roleArn' | 'functionArn' | 'functionName', string>,
): RoleCredentials {
  const role = assumableRole(cloud, roleArn, functionArn);
  const account = cloud.accounts.get(accountIdIn(role.arn))!;
  return credentialsOf(
    issueSession(account, {
      role,
      sessionName: sessionNameOf(functionName),
      durationSeconds: SESSION_SECONDS,
    }),
  );
}

/** The name of a session has two letters at least. */
function sessionNameOf(functionName: string): string {
  return functionName.length > 1 ? functionName : `${functionName}@lambda_function`;
}

function trustsLambda(cloud: Cloud, role: Role, functionArn: string): boolean {
  const { decision } = evaluate({
    action: 'sts:AssumeRole',
    resource: role.arn,
    principal: LAMBDA,
    context: {
      ...requestContext({
        principal: LAMBDA,
        sourceIp: '127.0.0.1',
        time: cloud.clock.now(),
        region: cloud.region,
      }),
      'aws:SourceArn': functionArn,
      'aws:SourceAccount': accountIdIn(functionArn),
    },
    identityPolicies: [],
    resourcePolicy: {
      name: `trust policy of role ${role.name}`,
      document: trustPolicyOf(role, cloud),
    },
  });
  return decision === 'allowed';
}
