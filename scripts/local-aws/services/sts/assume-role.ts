import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Account } from '../../account/account';
import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import type { PermissionDemand } from '../../admission/demand';
import { MalformedPolicyError, parsePolicy } from '../../authorization';
import type { Role } from '../../identity/iam-state';
import { findUsableRole } from '../../identity/identities';
import { trustPolicyOf } from '../../identity/trust';
import { type Call, ServiceError } from '../service';
import { credentialsOf, issueSession } from './sessions';

const DEFAULT_SECONDS = 3600;
/** Partition, service and resource must be given; region and account may be empty. */
const ARN = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;

/** Whom the role trusts is checked before, as part of the authorization of the call. */
export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const { RoleArn = '', RoleSessionName = '', DurationSeconds = DEFAULT_SECONDS, Policy } = input;
  const found = findRole(call.cloud, RoleArn);
  if (!found) throw invalid(`Role ${RoleArn} cannot be assumed.`);
  const { role, account } = found;
  checkDuration(DurationSeconds, role, call);
  checkSessionTags(input);
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
 * trust policy names the caller itself. A role that does not exist trusts nobody.
 * @throws ServiceError for a RoleArn that is no ARN, which STS refuses before it asks IAM
 */
export function assumeRoleDemand(
  input: Record<string, unknown>,
  { cloud }: Call,
): PermissionDemand {
  const roleArn = String(input.RoleArn);
  if (!ARN.test(roleArn)) throw invalid(`${roleArn} is invalid`);
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
      document: trustPolicyOf(found.role, cloud),
    },
  };
}

function findRole(cloud: Cloud, arn: string): { role: Role; account: Account } | undefined {
  const role = findUsableRole(cloud, arn);
  const account = cloud.accounts.get(accountIdIn(arn));
  return role && account && { role, account };
}

/** Keys are compared without regard to case. */
function checkSessionTags({ Tags = [], TransitiveTagKeys = [] }: AssumeRoleRequest): void {
  const keys = Tags.map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidParameter(
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  if (TransitiveTagKeys.some((key) => !keys.includes(key.toLowerCase()))) {
    throw invalidParameter(
      'The specified transitive tag key must be included in the requested tags.',
    );
  }
}

/** A role that assumes a role gets an hour at most. */
function checkDuration(seconds: number, role: Role, { principal }: Call): void {
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

function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterValue', message, 400);
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationError', message, 400);
}
