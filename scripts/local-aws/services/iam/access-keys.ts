import type {
  CreateAccessKeyRequest,
  CreateAccessKeyResponse,
  DeleteAccessKeyRequest,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  UpdateAccessKeyRequest,
} from '@aws-sdk/client-iam';
import { newAccessKey } from '../../identity/admin';
import { type AccessKey, type IamState, iamState } from '../../identity/iam-state';
import type { Call } from '../service';
import { findIdentity, pageOf } from './entities';
import { invalidInput, limitExceeded, noSuchEntity } from './errors';

const KEYS_PER_USER = 2;

export function createAccessKey(
  input: CreateAccessKeyRequest,
  call: Call,
): CreateAccessKeyResponse {
  const { account } = call;
  const userName = userOf(input, call);
  findIdentity(account.read(iamState), 'user', userName);
  if (keysOf(account.read(iamState), userName).length >= KEYS_PER_USER) {
    throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${KEYS_PER_USER}`);
  }
  const key = newAccessKey(account, userName);
  return {
    AccessKey: {
      UserName: userName,
      AccessKeyId: key.id,
      SecretAccessKey: key.secret,
      Status: key.status,
      CreateDate: new Date(key.createdAt),
    },
  };
}

export function listAccessKeys(input: ListAccessKeysRequest, call: Call): ListAccessKeysResponse {
  const state = call.account.read(iamState);
  const userName = userOf(input, call);
  findIdentity(state, 'user', userName);
  const { page, ...more } = pageOf(keysOf(state, userName), input);
  const AccessKeyMetadata = page.map(({ id, status, createdAt }) => ({
    UserName: userName,
    AccessKeyId: id,
    Status: status,
    CreateDate: new Date(createdAt),
  }));
  return { AccessKeyMetadata, ...more };
}

export function updateAccessKey(input: UpdateAccessKeyRequest, call: Call): object {
  const { Status } = input;
  // The model knows a third status, which only AWS itself sets.
  if (Status !== 'Active' && Status !== 'Inactive') {
    throw invalidInput(`A key cannot be given the status ${Status}; use Active or Inactive.`);
  }
  call.account.change(iamState, (state) => {
    findKey(state, userOf(input, call), input.AccessKeyId!).status = Status;
  });
  return {};
}

export function deleteAccessKey(input: DeleteAccessKeyRequest, call: Call): object {
  call.account.change(iamState, (state) => {
    const { id } = findKey(state, userOf(input, call), input.AccessKeyId!);
    delete state.accessKeys[id];
  });
  return {};
}

/** Without a name, it is the caller whose keys are meant. */
function userOf({ UserName }: { UserName?: string | undefined }, { principal }: Call): string {
  if (UserName !== undefined) return UserName;
  if (principal.kind === 'user') return principal.userName;
  throw invalidInput('Must specify userName when calling with non-User credentials');
}

function keysOf({ accessKeys }: Readonly<IamState>, name: string): AccessKey[] {
  return Object.values(accessKeys).filter(({ userName }) => userName === name);
}

function findKey(state: IamState, userName: string, id: string): AccessKey {
  const key = keysOf(state, userName).find((known) => known.id === id);
  if (!key) throw noSuchEntity(`The Access Key with id ${id} cannot be found.`);
  return key;
}
