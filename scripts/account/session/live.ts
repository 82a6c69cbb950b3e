import path from 'node:path';
import { CannotRun } from '../../terminal/cannot-run';
import type { Output } from '../../terminal/output';
import { type SendingClient, toAwsOnly } from '../calls/destination';
import { patient } from '../calls/patience';
import { unwrapCalls, type WrappableClient, wrapCalls } from '../calls/wrap-calls';
import { type ClientSettings, type Clients, createClients, destroyClients } from '../clients';
import { Journal } from '../journal';
import type { Names } from '../names';
import { systemTime } from '../time';
import { type CallerIdentity, identify } from './identity';
import { assembleSession, type Session } from './session';

/** As long as the slowest change was seen to take: a new role, until Lambda can assume it. */
const SETTLING_SECONDS = 90;

const FIRST_CALL = { name: 'first-call', priority: 'low' } as const;
const FIRST_CALL_SECONDS = 15;

export interface LiveSessionOptions {
  names: Names;
  output: Output;
  /** Else the one that the SDK finds in environment and profile. */
  region?: string;
  /** Else those that call AWS itself. */
  makeClients?: typeof createClients;
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
  { names, output, region, makeClients = createLiveClients }: LiveSessionOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Session> {
  refuseRedirection(environment);
  const clients = makeClients({ region });
  try {
    const { secrets, ...identity } = await identifyPatiently(clients, output, environment);
    for (const secret of secrets) output.hide(secret);
    return assembleSession({
      kind: 'live',
      isLasting: true,
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

/** A first answer that is lost is no reason to give up; a firewall soon is. */
async function identifyPatiently(
  { sts }: Clients,
  output: Output,
  environment: NodeJS.ProcessEnv,
): Promise<CallerIdentity> {
  const client = sts as unknown as WrappableClient;
  const around = patient({
    time: systemTime,
    settlingSeconds: 0,
    limitSeconds: FIRST_CALL_SECONDS,
    waiting: (reason, seconds) => output.passing(`    waiting ${seconds} s: ${reason}`),
    findLostCreation: async () => undefined,
  });
  wrapCalls(client, [around], FIRST_CALL);
  try {
    return await identify(sts, environment);
  } finally {
    unwrapCalls(client, FIRST_CALL);
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

/** Clients whose calls reach AWS itself or nobody. */
function createLiveClients(settings: ClientSettings): Clients {
  const clients = createClients(settings);
  for (const client of Object.values(clients)) toAwsOnly(client as unknown as SendingClient);
  return clients;
}
