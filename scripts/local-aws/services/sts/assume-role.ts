import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Account } from '../../account/account';
import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import type { PermissionDemand } from '../../admission/demand';
import { MalformedPolicyError, parsePolicy, readPolicy } from '../../authorization';
import type { Role } from '../../identity/iam-state';
import { findUsableRole } from '../../identity/identities';
import { type Call, ServiceError } from '../service';
import { credentialsOf, issueSession } from './sessions';

const SHORTEST_SECONDS = 900;
const DEFAULT_SECONDS = 3600;

/** Whom the role trusts is checked before, as part of the authorization of the call. */
export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const { RoleArn = '', RoleSessionName = '', DurationSeconds = DEFAULT_SECONDS, Policy } = input;
  const found = findRole(call.cloud, RoleArn);
  if (!found) throw invalid(`Role ${RoleArn} cannot be assumed.`);
  const { role, account } = found;
  checkSessionName(RoleSessionName);
  checkDuration(DurationSeconds, role, call);
  if (Policy !== undefined) checkSessionPolicy(Policy);
  if (input.PolicyArns?.length) throw invalid('PolicyArns is not supported here; use Policy.');

  const session = issueSession(account, {
    role,
    sessionName: RoleSessionName,
    durationSeconds: DurationSeconds,
    sessionPolicy: Policy,
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentialsOf(session);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiration,
    },
    AssumedRoleUser: { AssumedRoleId: session.principal.userId, Arn: session.principal.arn },
  };
}

/**
 * What IAM must allow: the role's trust policy always, and the caller's own policies unless the
 * trust policy names the caller itself. A role that is not there trusts nobody.
 */
export function assumeRoleDemand(
  input: Record<string, unknown>,
  { cloud }: Call,
): PermissionDemand {
  const roleArn = String(input.RoleArn);
  const found = findRole(cloud, roleArn);
  const externalId = input.ExternalId;
  return {
    action: 'sts:AssumeRole',
    resource: roleArn,
    context: {
      'sts:RoleSessionName': String(input.RoleSessionName),
      'sts:ExternalId': typeof externalId === 'string' ? externalId : undefined,
    },
    resourcePolicyMustAllow: true,
    resourceAccountId: found?.account.id,
    resourcePolicy: found && {
      name: `trust policy of role ${found.role.name}`,
      document: readPolicy(found.role.trustPolicy, 'trust'),
    },
  };
}

function findRole(cloud: Cloud, arn: string): { role: Role; account: Account } | undefined {
  const role = findUsableRole(cloud, arn);
  const account = cloud.accounts.get(accountIdIn(arn));
  return role && account && { role, account };
}

function checkSessionName(name: string): void {
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy ` +
      'constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]* and have length ' +
      'between 2 and 64',
  );
}

/** A role that assumes a role gets an hour at most. */
function checkDuration(seconds: number, role: Role, { principal }: Call): void {
  if (seconds < SHORTEST_SECONDS) {
    throw invalid(
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy ` +
        `constraint: Member must have value greater than or equal to ${SHORTEST_SECONDS}`,
    );
  }
  if (principal.kind === 'assumed-role' && seconds > DEFAULT_SECONDS) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role ' +
        'chaining.',
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw invalid(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}

function checkSessionPolicy(policy: string): void {
  try {
    parsePolicy(policy, 'inline');
  } catch (error) {
    if (!(error instanceof MalformedPolicyError)) throw error;
    throw new ServiceError('MalformedPolicyDocumentException', error.message, 400);
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message, 400);
}
