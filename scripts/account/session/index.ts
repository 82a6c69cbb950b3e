import path from 'node:path';
import { DEFAULT_REGION } from '../../local-aws';
import { CannotRun } from '../../terminal/cannot-run';
import { type Output, outputTo } from '../../terminal/output';
import { defaultPrefix, namesOf } from '../names';
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
