import path from 'node:path';
import { DEFAULT_REGION } from '../../local-aws';
import { CannotRun } from '../../terminal/cannot-run';
import { type Output, outputTo } from '../../terminal/output';
import { type AwsError, isDenied, lacksCredentials } from '../calls/aws-error';
import { defaultPrefix, namesOf } from '../names';
import { describeExpiry } from './identity';
import { openLiveSession } from './live';
import { openLocalSession } from './local';
import type { Session } from './session';

export { type Ask, confirmLive, creationIntention, terminalQuestion } from './confirm';
export type { Records, Session } from './session';

/** What all commands that talk to an account can be told. */
export interface AccountOptions {
  /** The real account; else local AWS. */
  live?: boolean;
  /** What all names begin with; else the user's name. */
  prefix?: string;
  /** Of the real account; else the one that its profile or the environment names. */
  region?: string;
}

const WORKSHOP_DIRECTORY = path.resolve('.workshop');

/**
 * Opens the account that a command talks to.
 *
 * @throws CannotRun with what to do about it
 */
export async function openSession(
  { live = false, prefix, region }: AccountOptions,
  output: Output = outputTo(),
): Promise<Session> {
  const names = usableNames(prefix ?? defaultPrefix());
  if (!live) {
    refuseOtherRegion(region);
    return openLocalSession(WORKSHOP_DIRECTORY, { names, output });
  }
  return openLiveSession(WORKSHOP_DIRECTORY, { names, output, region });
}

/**
 * Does something with the account that a command talks to, and closes it.
 *
 * @throws CannotRun with what to do about it, also where the account itself stops the work; what else
 *   the work throws
 */
export async function withSession<T>(
  options: AccountOptions,
  output: Output,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(options, output);
  try {
    return await work(session);
  } catch (error) {
    if (lacksCredentials(error)) throw new CannotRun(`${describeExpiry(error)}. ${GOES_ON}`);
    if (isDenied(error)) throw new CannotRun(describeDenial(error, session));
    throw error;
  } finally {
    await session.close();
  }
}

const GOES_ON = 'Then run this again: it goes on from what is there.';

/** A policy holds for one prefix and one region: another one is more likely than a gap. */
function describeDenial({ message }: AwsError, { kind, region, names }: Session): string {
  const { prefix } = names;
  const live = kind === 'live' ? ` --live --region ${region}` : '';
  return [
    `AWS does not allow this: ${message}`,
    `This run uses the prefix ${prefix} and the region ${region}. The policy of the workshop allows one`,
    'prefix and one region: if yours are others, name them with --prefix and --region. If they are',
    'these, the policy lacks something: compare it with fixtures/policies/learner.json.',
    `This lists what is missing: npm run workshop -- doctor${live} --prefix ${prefix}`,
  ].join('\n');
}

/**
 * Refuses a region that could only be meant for a real account.
 *
 * @throws CannotRun unless it is the one that local AWS is in, or none
 */
export function refuseOtherRegion(region: string | undefined): void {
  if (region === undefined || region === DEFAULT_REGION) return;
  throw new CannotRun(
    `--region ${region} is for a real account: local AWS is in ${DEFAULT_REGION} and nowhere else. ` +
      'Leave --region out, or add --live.',
  );
}

function usableNames(prefix: string) {
  try {
    return namesOf(prefix);
  } catch (error) {
    throw new CannotRun((error as Error).message);
  }
}
