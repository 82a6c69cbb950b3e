import { AWS_MANAGED_POLICIES } from '../../identity/aws-managed-policies';
import { type IamIdentity, iamState, type Permissions } from '../../identity/iam-state';
import type { Call } from '../service';
import { checkBoundary, findIdentity, type IdentityKind, pageOf, shownDocument } from './entities';
import { deleteConflict, limitExceeded, noSuchEntity } from './errors';
import { checkName, checkPolicy, checkPolicyArn } from './validation';

/**
 * What users and roles have in common: inline policies and attached managed ones. Each function
 * makes the operation for one of the two kinds.
 */

interface Page {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

type Named = { UserName?: string | undefined; RoleName?: string | undefined };
type NamedPolicy = Named & { PolicyName?: string | undefined };
type AttachedPolicy = Named & { PolicyArn?: string | undefined };

export function putPolicy(kind: IdentityKind) {
  return (input: NamedPolicy & { PolicyDocument?: string | undefined }, call: Call): object => {
    const { PolicyName = '', PolicyDocument = '' } = input;
    const { name, permissions } = identityOf(kind, input, call);
    checkName('policyName', PolicyName);
    checkPolicy(PolicyDocument, 'inline');
    checkInlineSize({ ...permissions.inline, [PolicyName]: PolicyDocument }, kind, name);
    changePermissions(kind, input, call, ({ inline }) => {
      inline[PolicyName] = PolicyDocument;
    });
    return {};
  };
}

/** The bytes that all inline policies of one identity may have, white space not counted. */
const INLINE_LIMITS: Readonly<Record<IdentityKind, number>> = { user: 2048, role: 10_240 };

function checkInlineSize(inline: Permissions['inline'], kind: IdentityKind, name: string): void {
  const limit = INLINE_LIMITS[kind];
  const size = Object.values(inline).join('').replace(/\s/g, '').length;
  if (size <= limit) return;
  throw limitExceeded(`Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`);
}

export function getPolicy(kind: IdentityKind) {
  return (input: NamedPolicy, call: Call) => {
    const identity = identityOf(kind, input, call);
    const document = inlinePolicy(kind, identity, input.PolicyName!);
    const owner = kind === 'user' ? { UserName: identity.name } : { RoleName: identity.name };
    const { PolicyName } = input;
    return { ...owner, PolicyName, PolicyDocument: shownDocument(document) };
  };
}

export function listPolicies(kind: IdentityKind) {
  return (input: Named & Page, call: Call) => {
    const { permissions } = identityOf(kind, input, call);
    const { page, ...more } = pageOf(Object.keys(permissions.inline), input);
    return { PolicyNames: page, ...more };
  };
}

export function deletePolicy(kind: IdentityKind) {
  return (input: NamedPolicy, call: Call): object => {
    inlinePolicy(kind, identityOf(kind, input, call), input.PolicyName!);
    changePermissions(kind, input, call, ({ inline }) => {
      delete inline[input.PolicyName!];
    });
    return {};
  };
}

export function attachPolicy(kind: IdentityKind) {
  return (input: AttachedPolicy, call: Call): object => {
    const arn = input.PolicyArn!;
    checkPolicyArn(arn);
    const { permissions } = identityOf(kind, input, call);
    const known = AWS_MANAGED_POLICIES[arn] ?? call.account.read(iamState).policies[arn];
    if (!known) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    if (permissions.attached.includes(arn)) return {};
    changePermissions(kind, input, call, ({ attached }) => {
      attached.push(arn);
    });
    return {};
  };
}

export function detachPolicy(kind: IdentityKind) {
  return (input: AttachedPolicy, call: Call): object => {
    const arn = input.PolicyArn!;
    checkPolicyArn(arn);
    if (!identityOf(kind, input, call).permissions.attached.includes(arn)) {
      throw noSuchEntity(`Policy ${arn} was not found.`);
    }
    changePermissions(kind, input, call, (permissions) => {
      permissions.attached = permissions.attached.filter((attached) => attached !== arn);
    });
    return {};
  };
}

export function listAttachedPolicies(kind: IdentityKind) {
  return (input: Named & Page, call: Call) => {
    const { permissions } = identityOf(kind, input, call);
    const { page, ...more } = pageOf(permissions.attached, input);
    const AttachedPolicies = page.map((arn) => ({
      PolicyName: arn.split('/').at(-1),
      PolicyArn: arn,
    }));
    return { AttachedPolicies, ...more };
  };
}

export function putBoundary(kind: IdentityKind) {
  return (input: Named & { PermissionsBoundary?: string | undefined }, call: Call): object => {
    const arn = input.PermissionsBoundary!;
    identityOf(kind, input, call);
    checkBoundary(call.account, arn);
    call.account.change(iamState, () => {
      identityOf(kind, input, call).permissionsBoundary = arn;
    });
    return {};
  };
}

export function deleteBoundary(kind: IdentityKind) {
  return (input: Named, call: Call): object => {
    const { permissionsBoundary, name } = identityOf(kind, input, call);
    if (permissionsBoundary === undefined) {
      throw noSuchEntity(`${kind} ${name} does not have a permissions boundary.`);
    }
    call.account.change(iamState, () => {
      delete identityOf(kind, input, call).permissionsBoundary;
    });
    return {};
  };
}

/**
 * Checks that a user or role can be deleted.
 * @throws ServiceError while it still has policies
 */
export function checkNothingHeld({ permissions }: IamIdentity): void {
  if (permissions.attached.length > 0) throw deleteConflict('must detach all policies first');
  if (Object.keys(permissions.inline).length > 0) {
    throw deleteConflict('must delete policies first');
  }
}

function identityOf(kind: IdentityKind, { UserName, RoleName }: Named, { account }: Call) {
  const name = kind === 'user' ? UserName : RoleName;
  return findIdentity<IdentityKind>(account.read(iamState), kind, name!);
}

function inlinePolicy(kind: IdentityKind, { permissions }: IamIdentity, name: string): string {
  const { inline } = permissions;
  const document = Object.hasOwn(inline, name) ? inline[name] : undefined;
  if (document === undefined) {
    throw noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
  }
  return document;
}

/** Remembers what was before, for as long as the change is not seen everywhere. */
function changePermissions(
  kind: IdentityKind,
  input: Named,
  call: Call,
  edit: (permissions: Permissions) => void,
): void {
  const { account, cloud } = call;
  account.change(iamState, () => {
    const identity = identityOf(kind, input, call);
    const pending = identity.permissionsChange;
    const isPending = pending && !cloud.reality.hasPropagated('policy', pending.at);
    const before = isPending ? pending.before : structuredClone(identity.permissions);
    edit(identity.permissions);
    identity.permissionsChange = { at: account.clock.now().toISOString(), before };
  });
}
