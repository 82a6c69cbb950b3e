import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably } from '../files/durable';
import { isRecord, readJson } from '../files/json';
import type { Credentials } from './account/account';
import { ownerOf } from './state/lock';

/** A local AWS, wherever it runs: how it is called, and who may do everything there. */
export interface LocalAwsAddress {
  /** The endpoint of all services: `http://127.0.0.1:<port>`. */
  url: string;
  region: string;
  /** Of its first account. */
  accountId: string;
  /** Those of the user `admin` of that account, who may do everything there. */
  credentials: Credentials;
  /** Where the records of its requests are shown; whoever has this address may read them. */
  recordsUrl: string;
  /** Where a stage of an API is called: `<url>/_aws/execute-api/<api>/<stage>`. */
  invokeUrl(apiId: string, stage: string): string;
}

type Written = Omit<LocalAwsAddress, 'invokeUrl'> & { pid: number };

/** Where a stage of an API is called. */
export function invokeUrlOf(url: string, apiId: string, stage: string): string {
  return `${url}/_aws/execute-api/${apiId}/${stage}`;
}

/** Where one of the records is shown in full. */
export function recordUrlOf(
  { recordsUrl }: Pick<LocalAwsAddress, 'recordsUrl'>,
  id: string,
): string {
  return recordsUrl.replace('?', `/${id}?`);
}

/**
 * Tells the other commands that a local AWS runs on a directory and may be used. Only this user can
 * read it, since it holds the credentials.
 *
 * @returns what takes it back
 */
export function announce(directory: string, aws: LocalAwsAddress): () => void {
  const { url, region, accountId, credentials, recordsUrl } = aws;
  const written: Written = { pid: process.pid, url, region, accountId, credentials, recordsUrl };
  const file = fileIn(directory);
  replaceDurably(file, JSON.stringify(written), 0o600);
  return () => rmSync(file, { force: true });
}

/** The local AWS that was announced for a directory, if the process that did so still runs on it. */
export function findAnnounced(directory: string): LocalAwsAddress | undefined {
  const owner = ownerOf(directory);
  const announced = owner === undefined ? undefined : readJson(fileIn(directory), readWritten);
  if (!announced || announced.pid !== owner) return undefined;
  const { pid: _, ...address } = announced;
  return { ...address, invokeUrl: (api, stage) => invokeUrlOf(address.url, api, stage) };
}

function fileIn(directory: string): string {
  return join(directory, 'running.json');
}

function readWritten(value: unknown): Written {
  if (isRecord(value) && value.pid && value.url && isRecord(value.credentials)) {
    return value as unknown as Written;
  }
  throw new Error('it announces no local AWS');
}
