import path from 'node:path';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { CannotRun } from '../cannot-run';
import { type Clients, createClients, destroyClients } from '../clients';
import { Journal } from '../journal/journal';
import type { Names } from '../names';
import type { Output } from '../output/output';
import { systemTime } from '../time';
import { assembleSession, type Session } from './session';

/** As long as the slowest change was seen to take: a new role, until Lambda can assume it. */
const SETTLING_SECONDS = 90;

export interface LiveSessionOptions {
  names: Names;
  output: Output;
  /** Else the one that the SDK finds in environment and profile. */
  region?: string;
  /** Else those that call AWS itself. */
  makeClients?: typeof createClients;
}

/** Who is asked for a live session, and where. */
export interface Identity {
  accountId: string;
  arn: string;
  region: string;
}

/**
 * A session with the real account that the default credential chain leads to. It makes one call,
 * which changes nothing: who the caller is.
 *
 * @param workshopDirectory where the journal is kept: `.workshop`
 * @throws CannotRun where something redirects the calls, or credentials or region are missing, or
 *   the credentials are those of the root user
 */
export async function openLiveSession(
  workshopDirectory: string,
  { names, output, region, makeClients = createClients }: LiveSessionOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Session> {
  refuseRedirection(environment);
  const clients = makeClients(region === undefined ? {} : { region });
  try {
    const identity = await identify(clients);
    return assembleSession({
      kind: 'live',
      accountId: identity.accountId,
      region: identity.region,
      callerArn: identity.arn,
      names,
      output,
      time: systemTime,
      settlingSeconds: SETTLING_SECONDS,
      journal: new Journal(path.join(workshopDirectory, 'journal-live.jsonl')),
      clients,
      invokeUrl: (apiId, stage) =>
        `https://${apiId}.execute-api.${identity.region}.amazonaws.com/${stage}`,
    });
  } catch (error) {
    destroyClients(clients);
    throw error;
  }
}

/**
 * Refuses to start where calls would not go to AWS itself.
 *
 * @throws CannotRun that names the variables
 */
export function refuseRedirection(environment: NodeJS.ProcessEnv): void {
  const set = Object.keys(environment).filter(
    (name) => name.startsWith('AWS_ENDPOINT_URL') && environment[name],
  );
  if (set.length === 0) return;
  throw new CannotRun(
    `${set.join(', ')} is set, so calls meant for the real account would go elsewhere. ` +
      `Unset it, or leave out --live: unset ${set.join(' ')}`,
  );
}

async function identify({ sts }: Clients): Promise<Identity> {
  const region = await sts.config.region().catch(() => {
    throw new CannotRun(
      'No region is set. Say where the API is to be: --region ap-northeast-1, or set AWS_REGION.',
    );
  });
  const { accountId, arn } = await callerIdentity(sts);
  refuseRoot(accountId, arn);
  return { accountId, arn, region };
}

/**
 * Refuses credentials with which a mistake could do anything.
 *
 * @throws CannotRun
 */
export function refuseRoot(accountId: string, arn: string): void {
  if (!arn.endsWith(':root')) return;
  throw new CannotRun(
    `These are the credentials of the root user of account ${accountId}, who may do everything. ` +
      'The workshop does not run with them. Make an IAM user or role with the policy in ' +
      'fixtures/policies/, and use its credentials.',
  );
}

async function callerIdentity(sts: STSClient): Promise<{ accountId: string; arn: string }> {
  const { Account, Arn } = await sts
    .send(new GetCallerIdentityCommand({}))
    .catch((error: Error) => {
      throw new CannotRun(reasonOf(error));
    });
  if (!Account || !Arn) throw new CannotRun('AWS did not say whose credentials these are.');
  return { accountId: Account, arn: Arn };
}

function reasonOf({ name, message }: Error): string {
  if (name === 'CredentialsProviderError') {
    return (
      `No AWS credentials were found: ${message}. Sign in (aws sso login, aws configure), or set ` +
      'AWS_PROFILE, or leave out --live: everything works without an account.'
    );
  }
  if (/Expired/.test(name)) {
    return `The AWS credentials have expired: ${message}. Sign in again: aws sso login`;
  }
  return `AWS does not take these credentials: ${message} (${name}).`;
}
