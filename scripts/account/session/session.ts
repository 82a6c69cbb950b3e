import type { RequestRecord } from '../../local-aws';
import type { Output } from '../../terminal/output';
import { journalling } from '../calls/journalling';
import { findLostCreation } from '../calls/lost-creation';
import { ownResourcesOnly } from '../calls/own-resources';
import { ownershipOf } from '../calls/ownership';
import { patient } from '../calls/patience';
import { showingChanges } from '../calls/progress';
import { type Around, type WrappableClient, wrapCalls } from '../calls/wrap-calls';
import { type Clients, destroyClients } from '../clients';
import { type Journal, type JournalEvent, madeApiIds } from '../journal';
import type { Names } from '../names';
import type { Time } from '../time';

/** The account that a command talks to, local or live: all else is the same code. */
export interface Session {
  kind: 'local' | 'live';
  /** Whether the account can be called when the session is closed: local AWS may run for it alone. */
  isLasting: boolean;
  accountId: string;
  region: string;
  /** Who makes the calls. */
  callerArn: string;
  names: Names;
  /** Their calls stay with the learner's resources, are written down, and are patient. */
  clients: Clients;
  time: Time;
  /** How many seconds a change may take until all of AWS sees it. */
  settlingSeconds: number;
  output: Output;
  journal: Journal;
  /** Writes down in the journal what becomes of a resource. */
  note(event: JournalEvent): void;
  /** Where a stage of an API is called, without a final slash. */
  invokeUrl(apiId: string, stage: string): string;
  /** What local AWS knows about each request; the real one tells nobody. */
  records?: Records;
  close(): Promise<void>;
}

/** The records of requests, secrets masked. */
export interface Records {
  byId(id: string): Promise<RequestRecord | undefined>;
  /** The latest call of a deployed API. */
  latestCall(): Promise<RequestRecord | undefined>;
}

/** What makes a session of an account. */
export interface SessionParts
  extends Omit<Session, 'note' | 'clients' | 'close'>,
    Pick<Partial<Session>, 'records'> {
  clients: Clients;
  /** Around each single attempt of a call, next to the wire: where tests break it. */
  wire?: Around[];
  close?(): Promise<void>;
}

/** Wraps the clients' calls, and puts the session together. */
export function assembleSession(parts: SessionParts): Session {
  const { clients, names, output, journal, time, wire = [], ...rest } = parts;
  const { accountId: account, region, settlingSeconds } = parts;

  const scope = { account, region, prefix: names.prefix };
  const note: Session['note'] = (event) =>
    journal.append({ at: time.now().toISOString(), ...event, ...scope });
  const arounds = [
    ownResourcesOnly({
      names,
      accountId: account,
      hasMadeApi: (id) => madeApiIds(journal.entries(), scope).has(id),
      ownershipOf: (resource) => ownershipOf(resource, names, clients),
    }),
    journalling(note),
    showingChanges(output, names),
    patient({
      time,
      settlingSeconds,
      waiting: (reason, seconds) => output.passing(`    waiting ${seconds} s: ${reason}`),
      findLostCreation: (operation, input) => findLostCreation(operation, input, clients),
    }),
    ...wire,
  ];
  // Each client has a middleware stack typed with its own operations; here all are alike.
  for (const client of Object.values(clients)) {
    wrapCalls(client as unknown as WrappableClient, arounds);
  }
  return {
    ...rest,
    clients,
    names,
    output,
    journal,
    time,
    note,
    async close() {
      destroyClients(clients);
      await parts.close?.();
    },
  };
}
