import { type StateSlice, table } from '../state/slice';

export interface IamState {
  /** By name. */
  users: Record<string, User>;
  /** By name. */
  roles: Record<string, Role>;
  /** The customer's managed policies, by ARN. */
  policies: Record<string, ManagedPolicy>;
  /** By access key id. */
  accessKeys: Record<string, AccessKey>;
}

/** The permissions of a user or role. */
export interface Permissions {
  /** Policy documents by policy name, as JSON text. */
  inline: Record<string, string>;
  /** ARNs of managed policies. */
  attached: string[];
}

/** What users and roles have in common. */
export interface IamIdentity {
  name: string;
  id: string;
  arn: string;
  path: string;
  createdAt: string;
  tags: Record<string, string>;
  permissions: Permissions;
  /** The ARN of the managed policy that says what the identity may be allowed at most. */
  permissionsBoundary?: string;
  /** The last change of the permissions, and what they were before; see `effectivePermissions`. */
  permissionsChange?: { at: string; before: Permissions };
}

export type User = IamIdentity;

export interface Role extends IamIdentity {
  /** JSON text. */
  trustPolicy: string;
  /** The ids that the users and roles which it trusts had when it was put, by ARN. */
  trustedIds?: Record<string, string>;
  description?: string;
  /** In seconds. */
  maxSessionDuration: number;
}

export interface ManagedPolicy {
  name: string;
  id: string;
  arn: string;
  path: string;
  description?: string;
  tags?: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  defaultVersionId: string;
  /** By version id, such as `v1`. */
  versions: Record<string, { document: string; createdAt: string }>;
}

export interface AccessKey {
  id: string;
  secret: string;
  userName: string;
  status: 'Active' | 'Inactive';
  createdAt: string;
}

export const iamState: StateSlice<IamState> = {
  key: 'iam',
  initial: () => ({ users: table(), roles: table(), policies: table(), accessKeys: table() }),
};
