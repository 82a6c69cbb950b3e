import type { Account } from './account';
import type { Clock } from './clock';
import type { Reality } from './reality/reality';

/** What one process of local AWS holds: its accounts, and what they have in common. */
export interface Cloud {
  region: string;
  clock: Clock;
  /** By account id. */
  accounts: ReadonlyMap<string, Account>;
  reality: Reality;
  /** Where files may be put, such as unpacked functions; removed at the end of a cloud in memory. */
  directory: string;
  /** `http://127.0.0.1:<port>`, without a final slash; known once the server listens. */
  url: string;
}
