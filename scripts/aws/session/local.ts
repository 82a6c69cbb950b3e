import path from 'node:path';
import {
  type LocalAws,
  type LocalAwsOptions,
  type RequestRecord,
  startLocalAws,
} from '../../local-aws';
import type { Around } from '../calls/wrap-calls';
import { CannotRun } from '../cannot-run';
import { createClients } from '../clients';
import { Journal } from '../journal/journal';
import type { Names } from '../names';
import type { Output } from '../output/output';
import { systemTime, type Time } from '../time';
import { assembleSession, type Records, type Session } from './session';

export interface LocalSessionOptions {
  names: Names;
  output: Output;
  time?: Time;
  settlingSeconds?: number;
  wire?: Around[];
}

/**
 * A session with local AWS, which runs in this process as long as the session is open.
 *
 * @param workshopDirectory where its state and the journal are kept: `.workshop`
 * @throws CannotRun when another process uses that state
 */
export async function openLocalSession(
  workshopDirectory: string,
  options: LocalSessionOptions,
): Promise<Session> {
  const directory = path.join(workshopDirectory, 'local-aws');
  const aws = await startLocalAws({
    directory,
    warn: (message) => options.output.line(message),
  } satisfies LocalAwsOptions).catch((error: Error) => {
    throw new CannotRun(`Local AWS could not start: ${error.message}`);
  });
  const journal = new Journal(path.join(workshopDirectory, 'journal-local.jsonl'));
  return localSession(aws, journal, { ...options, close: () => aws.stop() });
}

/** A session with a local AWS that runs already, and that goes on when the session is closed. */
export function localSession(
  aws: LocalAws,
  journal: Journal,
  options: LocalSessionOptions & {
    /** Who makes the calls, if not the account's administrator. */
    caller?: { arn: string; credentials: LocalAws['credentials'] };
    close?(): Promise<void>;
  },
): Session {
  const { output, time = systemTime, settlingSeconds = 0 } = options;
  const { arn, credentials } = options.caller ?? administrator(aws);
  output.hide(credentials.secretAccessKey);
  return assembleSession({
    ...options,
    kind: 'local',
    accountId: aws.accountId,
    region: aws.region,
    callerArn: arn,
    time,
    settlingSeconds,
    journal,
    clients: createClients({ region: aws.region, endpoint: aws.url, credentials }),
    invokeUrl: (apiId, stage) => aws.invokeUrl(apiId, stage),
    records: recordsOf(aws),
  });
}

function administrator({ accountId, credentials }: LocalAws) {
  return { arn: `arn:aws:iam::${accountId}:user/admin`, credentials };
}

/** The records as local AWS shows them to everyone, secrets masked. */
function recordsOf(aws: LocalAws): Records {
  const byId = async (id: string) => {
    const response = await fetch(`${aws.url}/_workshop/requests/${id}`);
    return response.ok ? ((await response.json()) as RequestRecord) : undefined;
  };
  return {
    byId,
    async latestCall() {
      const latest = aws.records.list().find(({ service }) => service === 'execute-api');
      return latest && byId(latest.id);
    },
  };
}
