import { Account, type Credentials } from './account/account';
import { type Clock, systemClock } from './account/clock';
import type { Cloud } from './account/cloud';
import { Reality, type RealityOptions } from './account/reality/reality';
import { invokeUrlOf, type LocalAwsAddress } from './announcement';
import { testInvokeMethod } from './execute-api/test-invoke-method';
import { requestHandler } from './gateway/request-handler';
import { adminCredentials } from './identity/admin';
import { iamState } from './identity/iam-state';
import { stsState } from './identity/sts-state';
import type { DiagnoseSignature } from './records/diagnosis';
import { RequestRecords } from './records/records';
import { servicesWith } from './services';
import { apiGatewaySlice } from './services/apigateway/state';
import { lambdaState } from './services/lambda/state';
import { openStorage, type Storage } from './state/storage';
import { listen } from './wire/server';

export { type Clock, ManualClock, systemClock } from './account/clock';
export type { RealityOptions } from './account/reality/reality';
export { announce, findAnnounced, type LocalAwsAddress, recordUrlOf } from './announcement';
export type { DiagnoseSignature, SignatureMismatch } from './records/diagnosis';
export type { RecordList } from './records/endpoint';

import type { RequestRecord } from './records/record';

export type { RequestRecord } from './records/record';

const SLICES = [apiGatewaySlice, iamState, lambdaState, stsState];
const DEFAULT_ACCOUNT = '123456789012';
/** Where local AWS is, unless it is told otherwise. */
export const DEFAULT_REGION = 'ap-northeast-1';

export interface LocalAwsOptions {
  /** Any free port unless one is given. */
  port?: number;
  region?: string;
  /** Ids of the accounts, 12 digits each; the first is the one that the face below speaks of. */
  accounts?: string[];
  clock?: Clock;
  /** Where state and functions are kept between runs; without it all is gone at the end. */
  directory?: string;
  reality?: RealityOptions;
  /** Names the mistake behind a wrong signature, for its record; else none is named. */
  diagnose?: DiagnoseSignature;
  /** Told of each request once it is answered, with the mistake behind a wrong signature. */
  onAnswered?: (record: RequestRecord) => void;
  /** Told what a user should know, such as a damaged file that was set aside. */
  warn?: (message: string) => void;
}

/** An AWS account in a box, running. */
export interface LocalAws extends LocalAwsAddress {
  port: number;
  account: Account;
  clock: Clock;
  records: RequestRecords;
  /** The credentials of the user `admin` of an account. @throws when there is no such account */
  credentialsOf(accountId: string): Credentials;
  /** Ends the server and all functions, and waits until the state is stored. */
  stop(): Promise<void>;
}

/**
 * Starts local AWS on the loopback interface.
 * @throws when the port is taken or the directory cannot be used
 */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { port = 0, region = DEFAULT_REGION, accounts: ids = [DEFAULT_ACCOUNT] } = options;
  const { clock = systemClock, diagnose = () => undefined } = options;
  const { warn = (message) => process.emitWarning(message) } = options;
  const storage = openStorage(options.directory, warn, SLICES);
  const accounts = openAccounts(ids, region, clock, storage);
  const cloud: Cloud = {
    region,
    clock,
    accounts,
    reality: new Reality(clock, options.reality),
    directory: storage.directory,
    url: '',
  };
  const credentials = new Map(
    [...accounts].map(([id, account]) => [id, adminCredentials(account)] as const),
  );

  const records = new RequestRecords(clock);
  const services = servicesWith(testInvokeMethod);
  const { onAnswered } = options;
  const handle = requestHandler({ cloud, services, records, diagnose, storage, onAnswered });
  const server = await listen(port, handle, warn).catch(async (error: Error) => {
    await storage.close();
    throw error;
  });
  cloud.url = `http://127.0.0.1:${server.port}`;

  const credentialsOf = (accountId: string) => {
    const found = credentials.get(accountId);
    if (found) return found;
    throw new Error(`Local AWS has no account ${accountId}; it has ${ids.join(', ')}.`);
  };
  const accountId = ids[0]!;
  return {
    url: cloud.url,
    port: server.port,
    region,
    accountId,
    credentials: credentialsOf(accountId),
    account: accounts.get(accountId)!,
    clock,
    records,
    recordsUrl: `${cloud.url}/_workshop/requests?token=${records.token}`,
    credentialsOf,
    invokeUrl: (apiId, stage) => invokeUrlOf(cloud.url, apiId, stage),
    async stop() {
      await server.stop();
      await Promise.all(services.map((service) => service.stop?.(cloud)));
      await storage.close();
    },
  };
}

function openAccounts(
  ids: string[],
  region: string,
  clock: Clock,
  { accounts: stored, changed }: Storage,
): Map<string, Account> {
  return new Map(
    ids.map((id) => {
      stored[id] ??= {};
      return [id, new Account(id, region, clock, stored[id], changed)];
    }),
  );
}
