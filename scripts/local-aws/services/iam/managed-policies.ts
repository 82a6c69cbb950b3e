import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyRequest,
  DeletePolicyVersionRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  Policy,
  PolicyVersion,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { iamArn } from '../../account/arn';
import { randomIdentifier } from '../../account/identifiers';
import { AWS_MANAGED_POLICIES } from '../../identity/aws-managed-policies';
import { type IamState, iamState, type ManagedPolicy } from '../../identity/iam-state';
import { type Call, ServiceError } from '../service';
import {
  boundedBy,
  findPolicy,
  holdersOf,
  pageOf,
  shownDocument,
  shownTags,
  tagList,
  tagRecord,
} from './entities';
import { alreadyExists, limitExceeded, noSuchEntity } from './errors';
import { checkName, checkPath, checkPolicy } from './validation';

const VERSIONS_PER_POLICY = 5;
const POLICY_SIZE = 6144;
/** When the policies of AWS itself were made, for all that is asked here. */
const AWS_POLICY_DATE = '2015-02-06T18:39:46.000Z';

export function createPolicy(input: CreatePolicyRequest, { account }: Call): CreatePolicyResponse {
  const { PolicyName: name = '', PolicyDocument: document = '', Path = '/' } = input;
  checkName('policyName', name);
  checkPath(Path);
  checkPolicy(document, 'managed');
  checkPolicySize(document);
  const arn = iamArn(account.id, `policy${Path}${name}`);
  if (account.read(iamState).policies[arn]) {
    throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  }
  const createdAt = account.clock.now().toISOString();
  const policy: ManagedPolicy = {
    name,
    id: randomIdentifier('ANPA'),
    arn,
    path: Path,
    createdAt,
    updatedAt: createdAt,
    defaultVersionId: 'v1',
    versions: { v1: { document, createdAt } },
    description: input.Description,
    tags: tagRecord(input.Tags),
  };
  account.change(iamState, ({ policies }) => {
    policies[arn] = policy;
  });
  return { Policy: { ...shown(account.read(iamState), policy), ...shownTags(policy.tags ?? {}) } };
}

export function getPolicy({ PolicyArn }: GetPolicyRequest, { account }: Call): GetPolicyResponse {
  const state = account.read(iamState);
  const policy = awsPolicy(PolicyArn!) ?? findPolicy(state, PolicyArn!);
  const { description, tags = {} } = policy;
  return { Policy: { ...shown(state, policy), Description: description, Tags: tagList(tags) } };
}

export function listPolicies(input: ListPoliciesRequest, { account }: Call): ListPoliciesResponse {
  const state = account.read(iamState);
  const { Scope = 'All', OnlyAttached = false, PathPrefix = '/' } = input;
  const ofAws = Object.keys(AWS_MANAGED_POLICIES).map((arn) => awsPolicy(arn)!);
  const all = [
    ...(Scope === 'AWS' ? [] : Object.values(state.policies)),
    ...(Scope === 'Local' ? [] : ofAws),
  ]
    .filter(({ path }) => path.startsWith(PathPrefix))
    .map((policy) => shown(state, policy))
    .filter(({ AttachmentCount }) => !OnlyAttached || AttachmentCount! > 0);
  const { page, ...more } = pageOf(all, input);
  return { Policies: page, ...more };
}

export function deletePolicy({ PolicyArn }: DeletePolicyRequest, { account }: Call): object {
  const state = account.read(iamState);
  const policy = findPolicy(state, PolicyArn!);
  const { users, roles } = holdersOf(state, policy.arn);
  if (users.length + roles.length + boundedBy(state, policy.arn).length > 0) {
    throw conflict('Cannot delete a policy attached to entities.');
  }
  if (Object.keys(policy.versions).length > 1) {
    throw conflict(
      'This policy has more than one version. Before you delete a policy, you must delete the ' +
        "policy's versions. The default version is deleted with the policy.",
    );
  }
  account.change(iamState, ({ policies }) => {
    delete policies[policy.arn];
  });
  return {};
}

export function createPolicyVersion(
  input: CreatePolicyVersionRequest,
  { account }: Call,
): CreatePolicyVersionResponse {
  const { PolicyArn, PolicyDocument: document = '', SetAsDefault = false } = input;
  const { versions } = findPolicy(account.read(iamState), PolicyArn!);
  checkPolicy(document, 'managed');
  checkPolicySize(document);
  const ids = Object.keys(versions);
  if (ids.length >= VERSIONS_PER_POLICY) {
    throw limitExceeded(
      `A managed policy can have up to ${VERSIONS_PER_POLICY} versions. Before you create a new ` +
        'version, you must delete an existing version.',
    );
  }
  const latest = Math.max(...ids.map((id) => Number(id.slice(1))));
  const id = `v${latest + 1}`;
  return account.change(iamState, (state) => {
    const policy = findPolicy(state, PolicyArn!);
    const createdAt = account.clock.now().toISOString();
    policy.versions[id] = { document, createdAt };
    policy.updatedAt = createdAt;
    if (SetAsDefault) policy.defaultVersionId = id;
    const { Document: _, ...version } = shownVersion(policy, id);
    return { PolicyVersion: version };
  });
}

export function getPolicyVersion(
  { PolicyArn, VersionId }: GetPolicyVersionRequest,
  { account }: Call,
): GetPolicyVersionResponse {
  const policy = awsPolicy(PolicyArn!) ?? findPolicy(account.read(iamState), PolicyArn!);
  checkVersion(policy, VersionId!);
  return { PolicyVersion: shownVersion(policy, VersionId!) };
}

export function listPolicyVersions(
  input: ListPolicyVersionsRequest,
  { account }: Call,
): ListPolicyVersionsResponse {
  const policy =
    awsPolicy(input.PolicyArn!) ?? findPolicy(account.read(iamState), input.PolicyArn!);
  const { page, ...more } = pageOf(Object.keys(policy.versions), input);
  const Versions = page.map((id) => {
    const { Document: _, ...version } = shownVersion(policy, id);
    return version;
  });
  return { Versions, ...more };
}

export function deletePolicyVersion(input: DeletePolicyVersionRequest, { account }: Call): object {
  const policy = findPolicy(account.read(iamState), input.PolicyArn!);
  checkVersion(policy, input.VersionId!);
  if (input.VersionId === policy.defaultVersionId) {
    throw conflict('Cannot delete the default version of a policy.');
  }
  account.change(iamState, (state) => {
    delete findPolicy(state, policy.arn).versions[input.VersionId!];
  });
  return {};
}

export function setDefaultPolicyVersion(
  { PolicyArn, VersionId }: SetDefaultPolicyVersionRequest,
  { account }: Call,
): object {
  checkVersion(findPolicy(account.read(iamState), PolicyArn!), VersionId!);
  account.change(iamState, (state) => {
    findPolicy(state, PolicyArn!).defaultVersionId = VersionId!;
  });
  return {};
}

export function listEntitiesForPolicy(
  { PolicyArn }: ListEntitiesForPolicyRequest,
  { account }: Call,
): ListEntitiesForPolicyResponse {
  const state = account.read(iamState);
  const { arn } = awsPolicy(PolicyArn!) ?? findPolicy(state, PolicyArn!);
  const { users, roles } = holdersOf(state, arn);
  return {
    PolicyGroups: [],
    PolicyUsers: users.map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: roles.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    IsTruncated: false,
  };
}

/** White space is not counted. */
function checkPolicySize(document: string): void {
  if (document.replace(/\s/g, '').length <= POLICY_SIZE) return;
  throw limitExceeded(`Cannot exceed quota for PolicySize: ${POLICY_SIZE}`);
}

function awsPolicy(arn: string): ManagedPolicy | undefined {
  const document = AWS_MANAGED_POLICIES[arn];
  if (document === undefined) return undefined;
  const [, path = '/', name = ''] = /:policy(\/|\/.*\/)([^/]+)$/.exec(arn) ?? [];
  return {
    name,
    id: `ANPA${Buffer.from(name).toString('hex').toUpperCase().slice(0, 16)}`,
    arn,
    path,
    createdAt: AWS_POLICY_DATE,
    updatedAt: AWS_POLICY_DATE,
    defaultVersionId: 'v1',
    versions: { v1: { document, createdAt: AWS_POLICY_DATE } },
  };
}

function checkVersion({ arn, versions }: ManagedPolicy, id: string): void {
  if (Object.hasOwn(versions, id)) return;
  throw noSuchEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`);
}

function conflict(message: string): ServiceError {
  return new ServiceError('DeleteConflictException', message, 409);
}

function shown(state: Readonly<IamState>, policy: ManagedPolicy): Policy {
  const { users, roles } = holdersOf(state, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: users.length + roles.length,
    PermissionsBoundaryUsageCount: boundedBy(state, policy.arn).length,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
  };
}

function shownVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const { document, createdAt } = policy.versions[id]!;
  return {
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersionId,
    Document: shownDocument(document),
    CreateDate: new Date(createdAt),
  };
}
