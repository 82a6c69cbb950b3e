import type { Account, Principal } from '../account/account';
import type { Cloud } from '../account/cloud';
import { iamState } from './iam-state';
import { roleOf } from './identities';
import { stsState } from './sts-state';

/** What is on file for an access key. */
export interface KeyOnFile {
  account: Account;
  principal: Principal;
  accessKeyId: string;
  secretAccessKey: string;
  active: boolean;
  /** Temporary credentials only. */
  sessionToken?: string;
  expiration?: Date;
}

/** Looks an access key up in all accounts. */
export function findKey(cloud: Cloud, accessKeyId: string): KeyOnFile | undefined {
  for (const account of cloud.accounts.values()) {
    const key = findUserKey(account, accessKeyId) ?? findSessionKey(account, accessKeyId);
    if (key) return key;
  }
  return undefined;
}

function findUserKey(account: Account, accessKeyId: string): KeyOnFile | undefined {
  const { accessKeys, users } = account.read(iamState);
  const key = accessKeys[accessKeyId];
  const user = key && users[key.userName];
  if (!key || !user) return undefined;
  return {
    account,
    principal: {
      kind: 'user',
      accountId: account.id,
      arn: user.arn,
      userId: user.id,
      userName: user.name,
    },
    accessKeyId,
    secretAccessKey: key.secret,
    active: key.status === 'Active',
  };
}

function findSessionKey(account: Account, accessKeyId: string): KeyOnFile | undefined {
  const session = account.read(stsState).sessions[accessKeyId];
  // With its role, a session ends.
  if (!session || !roleOf(account.read(iamState).roles, session.principal)) return undefined;
  return {
    account,
    principal: session.principal,
    accessKeyId,
    secretAccessKey: session.secretAccessKey,
    active: true,
    sessionToken: session.sessionToken,
    expiration: new Date(session.expiration),
  };
}
