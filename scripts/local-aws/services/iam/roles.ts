import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  Role as ShownRole,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
} from '@aws-sdk/client-iam';
import type { Cloud } from '../../account/cloud';
import { randomIdentifier } from '../../account/identifiers';
import { iamState, type Role } from '../../identity/iam-state';
import { type StoredTrust, shownTrustPolicy, trustedIds } from '../../identity/trust';
import type { Call } from '../service';
import {
  findIdentity,
  newIdentity,
  pageOf,
  shownBoundary,
  shownDocument,
  shownTags,
  tagList,
  tagRecord,
} from './entities';
import { alreadyExists, limitExceeded, malformedPolicy } from './errors';
import { checkNothingHeld } from './permissions';
import { checkName, checkPath, checkPolicy } from './validation';

const ONE_HOUR_IN_SECONDS = 3600;
/** White space is not counted. */
const TRUST_POLICY_SIZE = 2048;

export function createRole(input: CreateRoleRequest, call: Call): CreateRoleResponse {
  const { account } = call;
  const { RoleName: name = '', AssumeRolePolicyDocument: trustPolicy = '', Path = '/' } = input;
  checkName('roleName', name);
  checkPath(Path);
  const trust = checkedTrust(trustPolicy, call);
  if (account.read(iamState).roles[name]) {
    throw alreadyExists(`Role with name ${name} already exists.`);
  }
  const id = randomIdentifier('AROA');
  const role: Role = {
    ...newIdentity(account, {
      kind: 'role',
      id,
      name,
      path: Path,
      tags: input.Tags,
      permissionsBoundary: input.PermissionsBoundary,
    }),
    ...trust,
    maxSessionDuration: input.MaxSessionDuration ?? ONE_HOUR_IN_SECONDS,
    description: input.Description,
  };
  account.change(iamState, ({ roles }) => {
    roles[name] = role;
  });
  return { Role: { ...shown(role, call.cloud), ...shownBoundary(role), ...shownTags(role.tags) } };
}

export function getRole({ RoleName }: GetRoleRequest, { account, cloud }: Call): GetRoleResponse {
  const role = findIdentity(account.read(iamState), 'role', RoleName!);
  // When a role was last used is not kept here; AWS too shows an empty element until it knows.
  const more = { MaxSessionDuration: role.maxSessionDuration, RoleLastUsed: {} };
  return {
    Role: { ...shown(role, cloud), ...shownBoundary(role), ...more, ...shownTags(role.tags) },
  };
}

export function listRoles(input: ListRolesRequest, { account, cloud }: Call): ListRolesResponse {
  const { PathPrefix = '/' } = input;
  const all = Object.values(account.read(iamState).roles).filter(({ path }) =>
    path.startsWith(PathPrefix),
  );
  const { page, ...more } = pageOf(all, input);
  const Roles = page.map((role) => ({
    ...shown(role, cloud),
    MaxSessionDuration: role.maxSessionDuration,
  }));
  return { Roles, ...more };
}

export function updateRole(input: UpdateRoleRequest, { account }: Call): object {
  account.change(iamState, (state) => {
    const role = findIdentity(state, 'role', input.RoleName!);
    if (input.Description !== undefined) role.description = input.Description;
    role.maxSessionDuration = input.MaxSessionDuration ?? role.maxSessionDuration;
  });
  return {};
}

export function updateAssumeRolePolicy(input: UpdateAssumeRolePolicyRequest, call: Call): object {
  const { RoleName, PolicyDocument = '' } = input;
  findIdentity(call.account.read(iamState), 'role', RoleName!);
  const trust = checkedTrust(PolicyDocument, call);
  call.account.change(iamState, (state) => {
    Object.assign(findIdentity(state, 'role', RoleName!), trust);
  });
  return {};
}

export function deleteRole({ RoleName }: DeleteRoleRequest, { account }: Call): object {
  checkNothingHeld(findIdentity(account.read(iamState), 'role', RoleName!));
  account.change(iamState, ({ roles }) => {
    delete roles[RoleName!];
  });
  return {};
}

export function tagRole({ RoleName, Tags }: TagRoleRequest, { account }: Call): object {
  account.change(iamState, (state) => {
    Object.assign(findIdentity(state, 'role', RoleName!).tags, tagRecord(Tags));
  });
  return {};
}

export function untagRole({ RoleName, TagKeys = [] }: UntagRoleRequest, { account }: Call): object {
  account.change(iamState, (state) => {
    const { tags } = findIdentity(state, 'role', RoleName!);
    for (const key of TagKeys) delete tags[key];
  });
  return {};
}

export function listRoleTags(input: ListRoleTagsRequest, { account }: Call): ListRoleTagsResponse {
  const role = findIdentity(account.read(iamState), 'role', input.RoleName!);
  const { page, ...more } = pageOf(tagList(role.tags), input);
  return { Tags: page, ...more };
}

/** Instance profiles belong to EC2; no role is in one here. */
export function listInstanceProfilesForRole(
  { RoleName }: ListInstanceProfilesForRoleRequest,
  { account }: Call,
): ListInstanceProfilesForRoleResponse {
  findIdentity(account.read(iamState), 'role', RoleName!);
  return { InstanceProfiles: [], IsTruncated: false };
}

/** A trust policy may name only users and roles that exist, as far as local AWS can know them. */
function checkedTrust(trustPolicy: string, { cloud }: Call): StoredTrust {
  checkPolicy(trustPolicy, 'trust');
  if (trustPolicy.replace(/\s/g, '').length > TRUST_POLICY_SIZE) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_SIZE}`);
  }
  const ids = trustedIds(trustPolicy, cloud);
  const unknown = Object.keys(ids).find((arn) => ids[arn] === undefined);
  if (unknown) throw malformedPolicy(`Invalid principal in policy: "AWS":"${unknown}"`);
  return { trustPolicy, trustedIds: ids as Record<string, string> };
}

/** What every answer shows of a role: only some show its tags, and only some its longest session. */
function shown(role: Role, cloud: Cloud): ShownRole {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: shownDocument(shownTrustPolicy(role, cloud)),
    Description: role.description,
  };
}
