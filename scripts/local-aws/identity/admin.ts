import { randomBytes } from 'node:crypto';
import type { Account, Credentials } from '../account/account';
import { iamArn } from '../account/arn';
import { randomIdentifier } from '../account/identifiers';
import { iamState } from './iam-state';

const ADMIN = 'admin';
const ADMINISTRATOR_ACCESS = iamArn('aws', 'policy/AdministratorAccess');

/** The credentials of the user `admin`, who is made when a fresh account is opened. */
export function adminCredentials(account: Account): Credentials {
  const { users, accessKeys } = account.read(iamState);
  if (!users[ADMIN]) return createAdmin(account);
  const key = Object.values(accessKeys).find(({ userName }) => userName === ADMIN);
  return key ? { accessKeyId: key.id, secretAccessKey: key.secret } : createAdminKey(account);
}

function createAdmin(account: Account): Credentials {
  account.change(iamState, ({ users }) => {
    users[ADMIN] = {
      name: ADMIN,
      id: randomIdentifier('AIDA'),
      arn: iamArn(account.id, `user/${ADMIN}`),
      path: '/',
      createdAt: account.clock.now().toISOString(),
      tags: {},
      permissions: { inline: {}, attached: [ADMINISTRATOR_ACCESS] },
    };
  });
  return createAdminKey(account);
}

function createAdminKey(account: Account): Credentials {
  const key = newAccessKey(account, ADMIN);
  return { accessKeyId: key.id, secretAccessKey: key.secret };
}

/** Makes an access key for a user that exists. */
export function newAccessKey(account: Account, userName: string) {
  return account.change(iamState, ({ accessKeys }) => {
    const id = randomIdentifier('AKIA');
    accessKeys[id] = {
      id,
      secret: randomBytes(30).toString('base64'),
      userName,
      status: 'Active',
      createdAt: account.clock.now().toISOString(),
    };
    return accessKeys[id];
  });
}
