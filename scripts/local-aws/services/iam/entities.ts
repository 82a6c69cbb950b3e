import type { AttachedPermissionsBoundary, Tag } from '@aws-sdk/client-iam';
import type { Account } from '../../account/account';
import { iamArn } from '../../account/arn';
import { AWS_MANAGED_POLICIES } from '../../identity/aws-managed-policies';
import {
  type IamIdentity,
  type IamState,
  iamState,
  type ManagedPolicy,
} from '../../identity/iam-state';
import { table } from '../../state/slice';
import { noSuchEntity } from './errors';

/** Users and roles have names, permissions and tags alike. */
export type IdentityKind = 'user' | 'role';

/**
 * The user or role of a name.
 * @throws ServiceError when there is none
 */
export function findIdentity<Kind extends IdentityKind>(
  state: Readonly<IamState>,
  kind: Kind,
  name: string,
): Kind extends 'role' ? IamState['roles'][string] : IamIdentity {
  const table: Record<string, IamIdentity> = kind === 'user' ? state.users : state.roles;
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!found) throw noSuchEntity(`The ${kind} with name ${name} cannot be found.`);
  return found as ReturnType<typeof findIdentity<Kind>>;
}

/**
 * The customer's managed policy of an ARN.
 * @throws ServiceError when there is none
 */
export function findPolicy({ policies }: Readonly<IamState>, arn: string): ManagedPolicy {
  const policy = Object.hasOwn(policies, arn) ? policies[arn] : undefined;
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** The users and roles that a managed policy is attached to. */
export function holdersOf({ users, roles }: Readonly<IamState>, arn: string) {
  const holds = ({ permissions }: IamIdentity) => permissions.attached.includes(arn);
  return {
    users: Object.values(users).filter(holds),
    roles: Object.values(roles).filter(holds),
  };
}

/** The users and roles whose permissions boundary a managed policy is. */
export function boundedBy({ users, roles }: Readonly<IamState>, arn: string): IamIdentity[] {
  const all: IamIdentity[] = [...Object.values(users), ...Object.values(roles)];
  return all.filter(({ permissionsBoundary }) => permissionsBoundary === arn);
}

/** What a new user or role begins with. */
export function newIdentity(
  account: Account,
  { kind, id, name, path, tags, permissionsBoundary }: NewIdentity,
): IamIdentity {
  if (permissionsBoundary !== undefined) checkBoundary(account, permissionsBoundary);
  return {
    name,
    id,
    arn: iamArn(account.id, `${kind}${path}${name}`),
    path,
    createdAt: account.clock.now().toISOString(),
    tags: tagRecord(tags),
    permissions: { inline: table(), attached: [] },
    permissionsBoundary,
  };
}

interface NewIdentity {
  kind: IdentityKind;
  id: string;
  name: string;
  path: string;
  tags: Tag[] | undefined;
  permissionsBoundary: string | undefined;
}

/** @throws ServiceError when there is no managed policy of that ARN */
export function checkBoundary(account: Account, arn: string): void {
  if (Object.hasOwn(AWS_MANAGED_POLICIES, arn) || account.read(iamState).policies[arn]) return;
  throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
}

/** The permissions boundary of a user or role as answers show it; absent where there is none. */
export function shownBoundary({ permissionsBoundary: arn }: IamIdentity): {
  PermissionsBoundary?: AttachedPermissionsBoundary;
} {
  if (arn === undefined) return {};
  // The client's types know the name of the kind only, which AWS does not send.
  const kind = 'Policy' as AttachedPermissionsBoundary['PermissionsBoundaryType'];
  return { PermissionsBoundary: { PermissionsBoundaryType: kind, PermissionsBoundaryArn: arn } };
}

/** Tags as they are stored. */
export function tagRecord(tags: Tag[] | undefined): Record<string, string> {
  return table(Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key!, Value!])));
}

/** Tags as they are shown. */
export function tagList(tags: Record<string, string>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The tags of a user or role in those answers that show them: absent when there are none. */
export function shownTags(tags: Record<string, string>): { Tags?: Tag[] } {
  return Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) };
}

/** IAM shows policy documents percent-encoded. */
export function shownDocument(document: string): string {
  return encodeURIComponent(document);
}

/**
 * One page of a list.
 * @param marker where the page before ended, as it was given then
 */
export function pageOf<T>(items: T[], paging: Paging) {
  const { start, end, ...more } = pageRange(items.length, paging);
  return { page: items.slice(start, end), ...more };
}

interface Paging {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

/** Which items of a list are on a page, from `start` to before `end`. */
export function pageRange(
  length: number,
  { Marker, MaxItems = 100 }: Paging,
): { start: number; end: number; IsTruncated: boolean; Marker?: string } {
  const start = Number(Marker ?? 0);
  const end = Math.min(start + MaxItems, length);
  return end < length
    ? { start, end, IsTruncated: true, Marker: String(end) }
    : { start, end, IsTruncated: false };
}

/** Reads the account's IAM state. */
export function readIam(account: Account): Readonly<IamState> {
  return account.read(iamState);
}
