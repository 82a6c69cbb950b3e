import type { Service } from '../service';
import * as accessKeys from './access-keys';
import { iamConstraints } from './constraints';
import { demandsOf } from './demands';
import * as managedPolicies from './managed-policies';
import * as permissions from './permissions';
import * as roles from './roles';
import * as simulate from './simulate';
import * as users from './users';

/** IAM: users and their keys, roles and whom they trust, policies, and what would be allowed. */
export const iamService: Service = {
  signingName: 'iam',
  protocol: {
    name: 'query',
    version: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    constraints: iamConstraints,
  },
  schemas: () => require('@aws-sdk/client-iam'),
  authorizationFor: demandsOf,
  operations: {
    CreateUser: users.createUser,
    GetUser: users.getUser,
    ListUsers: users.listUsers,
    DeleteUser: users.deleteUser,

    CreateAccessKey: accessKeys.createAccessKey,
    ListAccessKeys: accessKeys.listAccessKeys,
    UpdateAccessKey: accessKeys.updateAccessKey,
    DeleteAccessKey: accessKeys.deleteAccessKey,

    CreateRole: roles.createRole,
    GetRole: roles.getRole,
    ListRoles: roles.listRoles,
    UpdateRole: roles.updateRole,
    UpdateAssumeRolePolicy: roles.updateAssumeRolePolicy,
    DeleteRole: roles.deleteRole,
    TagRole: roles.tagRole,
    UntagRole: roles.untagRole,
    ListRoleTags: roles.listRoleTags,
    ListInstanceProfilesForRole: roles.listInstanceProfilesForRole,

    PutUserPolicy: permissions.putPolicy('user'),
    GetUserPolicy: permissions.getPolicy('user'),
    ListUserPolicies: permissions.listPolicies('user'),
    DeleteUserPolicy: permissions.deletePolicy('user'),
    AttachUserPolicy: permissions.attachPolicy('user'),
    DetachUserPolicy: permissions.detachPolicy('user'),
    ListAttachedUserPolicies: permissions.listAttachedPolicies('user'),

    PutUserPermissionsBoundary: permissions.putBoundary('user'),
    DeleteUserPermissionsBoundary: permissions.deleteBoundary('user'),
    PutRolePermissionsBoundary: permissions.putBoundary('role'),
    DeleteRolePermissionsBoundary: permissions.deleteBoundary('role'),

    PutRolePolicy: permissions.putPolicy('role'),
    GetRolePolicy: permissions.getPolicy('role'),
    ListRolePolicies: permissions.listPolicies('role'),
    DeleteRolePolicy: permissions.deletePolicy('role'),
    AttachRolePolicy: permissions.attachPolicy('role'),
    DetachRolePolicy: permissions.detachPolicy('role'),
    ListAttachedRolePolicies: permissions.listAttachedPolicies('role'),

    CreatePolicy: managedPolicies.createPolicy,
    GetPolicy: managedPolicies.getPolicy,
    ListPolicies: managedPolicies.listPolicies,
    DeletePolicy: managedPolicies.deletePolicy,
    CreatePolicyVersion: managedPolicies.createPolicyVersion,
    GetPolicyVersion: managedPolicies.getPolicyVersion,
    ListPolicyVersions: managedPolicies.listPolicyVersions,
    DeletePolicyVersion: managedPolicies.deletePolicyVersion,
    SetDefaultPolicyVersion: managedPolicies.setDefaultPolicyVersion,
    ListEntitiesForPolicy: managedPolicies.listEntitiesForPolicy,

    SimulatePrincipalPolicy: simulate.simulatePrincipalPolicy,
    SimulateCustomPolicy: simulate.simulateCustomPolicy,
  },
};
