import { outstanding } from '../journal/journal';
import type { Session } from '../session';
import { commandsByHand, describeResource } from './by-hand';
import { findResources, type Inventory, type Resource } from './find';
import { inOrderOfRemoval, remove } from './remove';

/**
 * Removes all that the workshop made under the session's prefix, and proves it by looking again.
 *
 * @returns whether nothing is left
 */
export async function teardown(session: Session): Promise<boolean> {
  const { output } = session;
  const { own } = await findResources(session);
  if (own.length === 0) output.line('There is nothing to remove.');
  const failures = await removeAll(inOrderOfRemoval(own), session);

  const left = await lookAgain(session);
  const elsewhere = madeElsewhere(session);
  if (left.own.length + left.doubtful.length + elsewhere.length === 0) {
    output.line();
    output.line(`nothing left: no API, function or role of ${session.names.prefix} is in account`);
    output.line(`${session.accountId}, ${session.region}.`);
    return true;
  }
  for (const resource of left.own) showLeft(resource, session, failures.get(resource.name));
  for (const resource of left.doubtful) {
    showLeft(resource, session, "its name is like the workshop's, but it bears none of its tags");
  }
  for (const line of elsewhere) output.line(line);
  return false;
}

/** One that cannot be removed does not keep the others. @returns why, by name */
async function removeAll(resources: Resource[], session: Session): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  for (const resource of resources) {
    session.output.line(`  Remove ${describeResource(resource)}`);
    try {
      await remove(resource, session);
    } catch (error) {
      failures.set(resource.name, (error as Error).message);
    }
  }
  return failures;
}

/** Lists are behind for a while: what was just removed may still stand in them. */
async function lookAgain(session: Session): Promise<Inventory> {
  const { time, settlingSeconds } = session;
  const start = time.now().getTime();
  for (;;) {
    const inventory = await findResources(session);
    const isOver = time.now().getTime() - start >= settlingSeconds * 1000;
    if (inventory.own.length === 0 || isOver) return inventory;
    await time.sleep(3000);
  }
}

function showLeft(resource: Resource, session: Session, why = 'it is still listed'): void {
  const { output } = session;
  output.line();
  output.line(`left: ${describeResource(resource)}, since ${why}`);
  output.line('  Remove it by hand, if it is yours:');
  for (const command of commandsByHand(resource, session)) output.line(`    ${command}`);
}

/** What the journal has of other prefixes, regions and accounts: it needs a teardown of its own. */
function madeElsewhere({ journal, kind, accountId, region, names }: Session): string[] {
  const places = outstanding(journal.entries())
    .filter(({ state }) => state === 'made')
    .filter(
      (entry) =>
        entry.account !== accountId ||
        (entry.region !== region && entry.kind !== 'role') ||
        entry.prefix !== names.prefix,
    )
    .map(({ account, region: place, prefix }) => {
      const live = kind === 'live' ? ` --live --region ${place}` : '';
      return (
        `left: in account ${account}, ${place}, under the prefix ${prefix}, says the journal. ` +
        `npm run teardown -- --prefix ${prefix}${live}`
      );
    });
  return [...new Set(places)];
}
