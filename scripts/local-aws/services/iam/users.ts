import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserRequest,
  GetUserRequest,
  GetUserResponse,
  ListUsersRequest,
  ListUsersResponse,
  User as ShownUser,
} from '@aws-sdk/client-iam';
import { randomIdentifier } from '../../account/identifiers';
import { iamState, type User } from '../../identity/iam-state';
import type { Call } from '../service';
import { findIdentity, newIdentity, pageOf, shownBoundary, shownTags } from './entities';
import { alreadyExists, deleteConflict, invalidInput } from './errors';
import { checkNothingHeld } from './permissions';
import { checkName, checkPath } from './validation';

export function createUser(input: CreateUserRequest, { account }: Call): CreateUserResponse {
  const { UserName: name = '', Path = '/' } = input;
  checkName('userName', name);
  checkPath(Path);
  if (account.read(iamState).users[name]) {
    throw alreadyExists(`User with name ${name} already exists.`);
  }
  const id = randomIdentifier('AIDA');
  const user = newIdentity(account, {
    kind: 'user',
    id,
    name,
    path: Path,
    tags: input.Tags,
    permissionsBoundary: input.PermissionsBoundary,
  });
  account.change(iamState, ({ users }) => {
    users[name] = user;
  });
  return { User: { ...shown(user), ...shownBoundary(user), ...shownTags(user.tags) } };
}

/** Without a name, it is the caller who is asked about. */
export function getUser({ UserName }: GetUserRequest, call: Call): GetUserResponse {
  const { account, principal } = call;
  const name = UserName ?? (principal.kind === 'user' ? principal.userName : undefined);
  if (name === undefined) {
    throw invalidInput('Must specify userName when calling with non-User credentials');
  }
  const user = findIdentity(account.read(iamState), 'user', name);
  return { User: { ...shown(user), ...shownBoundary(user), ...shownTags(user.tags) } };
}

export function listUsers(input: ListUsersRequest, { account }: Call): ListUsersResponse {
  const { PathPrefix = '/' } = input;
  const all = Object.values(account.read(iamState).users).filter(({ path }) =>
    path.startsWith(PathPrefix),
  );
  const { page, ...more } = pageOf(all, input);
  return { Users: page.map(shown), ...more };
}

export function deleteUser({ UserName }: DeleteUserRequest, { account }: Call): object {
  const state = account.read(iamState);
  checkNothingHeld(findIdentity(state, 'user', UserName!));
  if (Object.values(state.accessKeys).some(({ userName }) => userName === UserName)) {
    throw deleteConflict('must delete access keys first');
  }
  account.change(iamState, ({ users }) => {
    delete users[UserName!];
  });
  return {};
}

function shown(user: User): ShownUser {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: new Date(user.createdAt),
  };
}
