import path from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  findAnnounced,
  type LocalAwsAddress,
  type LocalAwsOptions,
  type RecordList,
  type RequestRecord,
  recordUrlOf,
  startLocalAws,
} from '../../local-aws';
import { iamArn } from '../../local-aws/account/arn';
import { CannotRun } from '../../terminal/cannot-run';
import type { Output } from '../../terminal/output';
import type { Around } from '../calls/wrap-calls';
import { createClients, destroyClients } from '../clients';
import { diagnoseMismatch } from '../diagnose-mismatch';
import { Journal } from '../journal';
import type { Names } from '../names';
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
 * A session with local AWS: the one that `npm run local-aws` runs on the same state, or else one in
 * this process, which runs as long as the session is open.
 *
 * @param workshopDirectory where its state and the journal are kept: `.workshop`
 * @throws CannotRun when another process uses that state and cannot be used itself
 */
export async function openLocalSession(
  workshopDirectory: string,
  options: LocalSessionOptions,
): Promise<Session> {
  const { output } = options;
  const directory = path.join(workshopDirectory, 'local-aws');
  const journal = new Journal(path.join(workshopDirectory, 'journal-local.jsonl'));
  const running = findAnnounced(directory);
  if (running) {
    await expectAnswer(running, directory);
    output.line(`Using the local AWS that is running on ${running.url}.`);
    return localSession(running, journal, options);
  }
  const aws = await startLocalAws({
    directory,
    diagnose: diagnoseMismatch,
    warn: (message) => output.line(message),
  } satisfies LocalAwsOptions).catch((error: Error) => {
    throw new CannotRun(`Local AWS could not start: ${error.message}`);
  });
  return localSession(aws, journal, { ...options, isLasting: false, close: () => aws.stop() });
}

/** Only the local AWS that was announced knows its credentials. */
async function expectAnswer(
  { url: endpoint, region, credentials }: LocalAwsAddress,
  directory: string,
): Promise<void> {
  const clients = createClients({ endpoint, region, credentials });
  try {
    await clients.sts.send(new GetCallerIdentityCommand({}));
  } catch (error) {
    throw new CannotRun(
      `What runs on ${endpoint} does not answer as ours, the one of npm run local-aws: ` +
        `${(error as Error).message}. Stop it with Ctrl+C, and run this again. If it is gone ` +
        `already, delete ${path.join(directory, 'lock')}.`,
    );
  } finally {
    destroyClients(clients);
  }
}

/** A session with a local AWS that runs already, and that goes on when the session is closed. */
export function localSession(
  aws: LocalAwsAddress,
  journal: Journal,
  options: LocalSessionOptions & {
    /** Who makes the calls, if not the account's administrator. */
    caller?: { arn: string; credentials: LocalAwsAddress['credentials'] };
    /** Unless it is said not to be, it is. */
    isLasting?: boolean;
    close?(): Promise<void>;
  },
): Session {
  const { output, time = systemTime, settlingSeconds = 0 } = options;
  const { arn, credentials } = options.caller ?? administrator(aws);
  output.hide(credentials.secretAccessKey);
  return assembleSession({
    ...options,
    kind: 'local',
    isLasting: options.isLasting ?? true,
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

function administrator({ accountId, credentials }: LocalAwsAddress) {
  return { arn: iamArn(accountId, 'user/admin'), credentials };
}

/** The records as local AWS shows them, secrets masked. */
function recordsOf(aws: LocalAwsAddress): Records {
  const byId = async (id: string) => {
    const response = await fetch(recordUrlOf(aws, id));
    return response.ok ? ((await response.json()) as RequestRecord) : undefined;
  };
  return {
    byId,
    async latestCall() {
      const { requests } = (await (await fetch(aws.recordsUrl)).json()) as RecordList;
      const latest = requests.find(({ service }) => service === 'execute-api');
      return latest && byId(latest.id);
    },
  };
}
