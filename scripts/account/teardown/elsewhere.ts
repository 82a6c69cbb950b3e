import { type JournalEntry, outstanding } from '../journal/journal';
import type { Session } from '../session';

/** Where something stands that another teardown has to remove. */
export interface Place {
  account: string;
  region: string;
  prefix: string;
}

/** What the journal has of other prefixes, regions and accounts. */
export function madeElsewhere(session: Session): Place[] {
  const places = outstanding(session.journal.entries())
    .filter((entry) => entry.state === 'made' && isElsewhere(entry, session))
    .map(({ account, region, prefix }) => ({ account, region, prefix }));
  return [...new Map(places.map((place) => [Object.values(place).join(), place])).values()];
}

/** What the journal has of the session's own account, region and prefix, and not that it is gone. */
export function journalledHere(session: Session): JournalEntry[] {
  return outstanding(session.journal.entries()).filter((entry) => !isElsewhere(entry, session));
}

/** Roles are the same in all regions. */
function isElsewhere(
  { kind, account, region, prefix }: JournalEntry,
  session: Pick<Session, 'accountId' | 'region' | 'names'>,
): boolean {
  const isOtherRegion = kind !== 'role' && region !== session.region;
  return account !== session.accountId || isOtherRegion || prefix !== session.names.prefix;
}

/** @param head what the place is to the reader: something that is left, or a mere information */
export function showElsewhere(
  { account, region, prefix }: Place,
  { kind, output }: Session,
  head: string,
): void {
  const live = kind === 'live' ? ` --live --region ${region}` : '';
  output.line();
  output.line(
    `${head}: the journal has something in account ${account}, ${region}, under the prefix ${prefix}.`,
  );
  output.line(`  It is removed by: npm run teardown -- --prefix ${prefix}${live}`);
}
