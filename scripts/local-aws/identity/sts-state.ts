import type { AssumedRolePrincipal } from '../account/account';
import { type StateSlice, table } from '../state/slice';

export interface StsState {
  /** The temporary credentials that were handed out and have not long expired, by access key id. */
  sessions: Record<string, RoleSession>;
}

export interface RoleSession {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: string;
  principal: AssumedRolePrincipal;
}

export const stsState: StateSlice<StsState> = {
  key: 'sts',
  initial: () => ({ sessions: table() }),
};
