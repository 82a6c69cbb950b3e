import type { ReportBlock } from '../../terminal/report/report';
import { type JournalEntry, type JournalScope, outstanding } from '../journal';
import type { Session } from '../session';

/** The other prefixes, regions and accounts of which the journal has something. */
export function madeElsewhere(session: Session): JournalScope[] {
  const scopes = outstanding(session.journal.entries())
    .filter((entry) => entry.state === 'made' && isElsewhere(entry, session))
    .map(({ account, region, prefix }) => ({ account, region, prefix }));
  return [...new Map(scopes.map((scope) => [Object.values(scope).join(), scope])).values()];
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

/** @param head what this is to the reader: something that is left, or mere information */
export function elsewhereBlock(
  { account, region, prefix }: JournalScope,
  { kind }: Session,
  head: 'left' | 'for your information',
): ReportBlock {
  const live = kind === 'live' ? ` --live --region ${region}` : '';
  return {
    kind: 'claim',
    outcome: head === 'left' ? 'failed' : 'unknown',
    text: `${head}: the journal has something in account ${account}, ${region}, under the prefix ${prefix}.`,
    evidence: [
      { kind: 'prose', text: `To remove it: npm run teardown -- --prefix ${prefix}${live}` },
    ],
  };
}
