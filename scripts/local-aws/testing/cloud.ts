import { tmpdir } from 'node:os';
import { Account, type Credentials } from '../account/account';
import type { Clock } from '../account/clock';
import type { Cloud } from '../account/cloud';
import { Reality } from '../account/reality/reality';
import { adminCredentials } from '../identity/admin';

/** A cloud of one account without a server, for tests of what needs none. */
export function testCloud(clock: Clock): { cloud: Cloud; account: Account; admin: Credentials } {
  const account = new Account('123456789012', 'ap-northeast-1', clock);
  const cloud: Cloud = {
    region: account.region,
    clock,
    accounts: new Map([[account.id, account]]),
    reality: new Reality(clock),
    directory: tmpdir(),
    url: 'http://127.0.0.1',
  };
  return { cloud, account, admin: adminCredentials(account) };
}
