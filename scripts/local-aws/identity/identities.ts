import type { Account, AssumedRolePrincipal, Principal } from '../account/account';
import { accountIdIn, arnOf } from '../account/arn';
import type { Cloud } from '../account/cloud';
import type { Reality } from '../account/reality/reality';
import { type NamedPolicy, readPolicy } from '../authorization';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies';
import { type IamIdentity, iamState, type Permissions, type Role } from './iam-state';

/**
 * The role of an ARN as other services see it.
 * @returns undefined when there is none, or when it was created too recently to be known everywhere
 */
export function findUsableRole(cloud: Cloud, roleArn: string): Role | undefined {
  const name = roleArn.split('/').at(-1) ?? '';
  const role = cloud.accounts.get(accountIdIn(roleArn))?.read(iamState).roles[name];
  if (role?.arn !== roleArn) return undefined;
  return cloud.reality.hasPropagated('role', role.createdAt) ? role : undefined;
}

/**
 * The identity-based policies that speak for a principal, a session policy not among them.
 * @returns an empty list for the root user and for services, whom identity policies do not bind
 */
export function identityPoliciesOf(cloud: Cloud, principal: Principal): NamedPolicy[] {
  const account = cloud.accounts.get(principal.accountId);
  const identity = account && identityOf(account, principal);
  if (!identity) return [];
  const owner = `${principal.kind === 'user' ? 'user' : 'role'} ${identity.name}`;
  const { inline, attached } = effectivePermissions(identity, cloud.reality);
  return [
    ...Object.entries(inline).map(([name, document]) => ({
      name: `inline policy ${name} of ${owner}`,
      document: readPolicy(document, 'inline'),
    })),
    ...attached.map((arn) => ({
      name: `policy ${arn} attached to ${owner}`,
      document: readPolicy(managedPolicyDocument(account, arn), 'managed'),
    })),
  ];
}

/** The policy that limits a user or a role, and with it its sessions. */
export function permissionsBoundaryOf(cloud: Cloud, principal: Principal): NamedPolicy | undefined {
  const account = cloud.accounts.get(principal.accountId);
  const arn = account && identityOf(account, principal)?.permissionsBoundary;
  if (!account || arn === undefined) return undefined;
  const document = readPolicy(managedPolicyDocument(account, arn), 'managed');
  return { name: `permissions boundary ${arn}`, document };
}

/** The tags of a user, or of a role's session: those of the role, and over them the session's own. */
export function principalTagsOf(cloud: Cloud, principal: Principal): Record<string, string> {
  const account = cloud.accounts.get(principal.accountId);
  const tags = account && identityOf(account, principal)?.tags;
  if (principal.kind !== 'assumed-role' || !principal.tags) return tags ?? {};
  // Keys are the same whatever their case.
  const own = new Set(Object.keys(principal.tags).map((key) => key.toLowerCase()));
  const ofRole = Object.entries(tags ?? {}).filter(([key]) => !own.has(key.toLowerCase()));
  return { ...Object.fromEntries(ofRole), ...principal.tags };
}

/** What an identity may do as seen by those who check it: a late change does not count yet. */
export function effectivePermissions(identity: IamIdentity, reality: Reality): Permissions {
  const { permissions, permissionsChange: change } = identity;
  return !change || reality.hasPropagated('policy', change.at) ? permissions : change.before;
}

/**
 * The default version of a managed policy.
 * @throws when there is none of this ARN; attaching has checked that there is
 */
export function managedPolicyDocument(account: Account, arn: string): string {
  const awsManaged = AWS_MANAGED_POLICIES[arn];
  if (awsManaged !== undefined) return awsManaged;
  const policy = account.read(iamState).policies[arn];
  const version = policy?.versions[policy.defaultVersionId];
  if (!version) throw new Error(`The attached policy ${arn} is missing from the account's state.`);
  return version.document;
}

/** The role that a session is asked for, and what the session is to be. */
export interface RoleSessionRequest {
  role: Role;
  sessionName: string;
  /** The policy given to AssumeRole, as JSON text. */
  sessionPolicy?: string;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
  sourceIdentity?: string;
  issuedAt?: string;
}

/** Who makes the calls of a session of a role. */
export function sessionPrincipal(
  accountId: string,
  request: RoleSessionRequest,
): AssumedRolePrincipal {
  const { role, sessionName, sessionPolicy, tags, transitiveTagKeys, sourceIdentity } = request;
  return {
    kind: 'assumed-role',
    accountId,
    arn: arnOf('sts', { accountId }, `assumed-role/${role.name}/${sessionName}`),
    userId: `${role.id}:${sessionName}`,
    roleName: role.name,
    roleArn: role.arn,
    sessionName,
    sessionPolicy,
    tags,
    transitiveTagKeys,
    sourceIdentity,
    issuedAt: request.issuedAt,
  };
}

function identityOf(account: Account, principal: Principal): IamIdentity | undefined {
  const { users, roles } = account.read(iamState);
  if (principal.kind === 'user') return withId(users[principal.userName], principal.userId);
  return principal.kind === 'assumed-role' ? roleOf(roles, principal) : undefined;
}

/** The role of a session; undefined when it is gone, also where another one has its name now. */
export function roleOf(
  roles: Readonly<Record<string, Role>>,
  { roleName, userId }: AssumedRolePrincipal,
): Role | undefined {
  return withId(roles[roleName], userId.split(':')[0]!);
}

/** IAM knows users and roles by their ids: a name can be given again. */
function withId<T extends IamIdentity>(identity: T | undefined, id: string): T | undefined {
  return identity?.id === id ? identity : undefined;
}
