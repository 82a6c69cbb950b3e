import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Account } from '../../account/account';
import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import type { PermissionDemand } from '../../admission/demand';
import { MalformedPolicyError, parsePolicy, requestTags } from '../../authorization';
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
  const tags = sessionTagsOf(input, call);
  if (Policy !== undefined) checkSessionPolicy(Policy);
  if (input.PolicyArns?.length) throw invalid('PolicyArns is not supported here; use Policy.');

  const session = issueSession(account, {
    role,
    sessionName: RoleSessionName,
    durationSeconds: DurationSeconds,
    sessionPolicy: Policy,
    sourceIdentity: sourceIdentityOf(input, call),
    ...tags,
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
    SourceIdentity: session.principal.sourceIdentity,
  };
}

/**
 * What IAM must allow: the role's trust policy always, and the caller's own policies unless the
 * trust policy names the caller itself. A role that does not exist trusts nobody. Tags and a source
 * identity take permissions of their own.
 * @throws ServiceError for a RoleArn that is no ARN, which STS refuses before it asks IAM
 */
export function assumeRoleDemands(input: AssumeRoleRequest, call: Call): PermissionDemand[] {
  const { cloud } = call;
  const roleArn = String(input.RoleArn);
  if (!ARN.test(roleArn)) throw invalid(`${roleArn} is invalid`);
  const found = findRole(cloud, roleArn);
  const sourceIdentity = sourceIdentityOf(input, call);
  const isTagged = (input.Tags ?? []).length > 0;
  const actions = [
    'sts:AssumeRole',
    ...(isTagged ? ['sts:TagSession'] : []),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  const demand = {
    resource: roleArn,
    context: {
      'sts:RoleSessionName': input.RoleSessionName,
      'sts:ExternalId': input.ExternalId,
      'sts:SourceIdentity': sourceIdentity,
      'sts:TransitiveTagKeys': input.TransitiveTagKeys?.length
        ? input.TransitiveTagKeys
        : undefined,
      ...(isTagged ? requestTags(tagsOf(input)) : {}),
    },
    resourcePolicyMustAllow: true,
    resourceAccountId: found?.account.id,
    resourcePolicy: found && {
      name: `trust policy of role ${found.role.name}`,
      document: trustPolicyOf(found.role, cloud),
    },
  };
  return actions.map((action) => ({ action, ...demand }));
}

function tagsOf({ Tags = [] }: AssumeRoleRequest): Record<string, string> {
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** A session keeps the transitive tags of the session that assumes its role. */
function sessionTagsOf(
  input: AssumeRoleRequest,
  { principal }: Call,
): { tags: Record<string, string>; transitiveTagKeys: string[] } {
  const before = principal.kind === 'assumed-role' ? principal : undefined;
  const passedOn = before?.transitiveTagKeys ?? [];
  const inherited = Object.entries(before?.tags ?? {}).filter(([key]) => passedOn.includes(key));
  const tags = { ...tagsOf(input), ...Object.fromEntries(inherited) };
  return { tags, transitiveTagKeys: [...passedOn, ...(input.TransitiveTagKeys ?? [])] };
}

/** Once set, a source identity stays the same in all sessions that follow. */
function sourceIdentityOf(
  { SourceIdentity }: AssumeRoleRequest,
  { principal }: Call,
): string | undefined {
  const before = principal.kind === 'assumed-role' ? principal.sourceIdentity : undefined;
  if (before !== undefined && SourceIdentity !== undefined && SourceIdentity !== before) {
    throw invalid('The source identity of a session cannot be changed.');
  }
  return before ?? SourceIdentity;
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
