import { describeResource, type Resource } from '../resource-kind';
import type { Session } from '../session';
import { commandsByHand } from './by-hand';
import { journalledHere, madeElsewhere, showElsewhere } from './elsewhere';
import { findResources, type Inventory } from './find';
import { inOrderOfRemoval, remove } from './remove';

/**
 * Removes all that the workshop made under the session's prefix, and proves it by looking again.
 *
 * @param alone whether the prefix was asked for by name: what the journal has of others is then told
 *   and does not count
 * @returns whether nothing is left
 */
export async function teardown(session: Session, { alone = false } = {}): Promise<boolean> {
  const { output } = session;
  const { own } = await whenAllIsListed(session);
  if (own.length === 0) output.line('There is nothing to remove.');
  const failures = await removeAll(inOrderOfRemoval(own), session);

  const left = await lookAgain(session, failures);
  if (left.own.length + left.unlisted.length === 0) noteAllGone(session);
  const elsewhere = madeElsewhere(session);
  const counting = elsewhere.filter(({ prefix }) => !alone || prefix === session.names.prefix);
  const isGone = left.own.length + left.doubtful.length === 0;
  for (const resource of left.own) showLeft(resource, session, failures.get(resource.name));
  for (const resource of left.doubtful) {
    showLeft(resource, session, "its name is like the workshop's, but it bears none of its tags");
  }
  for (const scope of elsewhere) {
    showElsewhere(scope, session, counting.includes(scope) ? 'left' : 'for your information');
  }
  for (const refusal of left.unlisted) showUnlisted(refusal, session);
  const isProven = left.unlisted.length === 0;
  showOutcome(session, { isGone, isProven, isElsewhere: counting.length > 0 });
  return isGone && isProven && counting.length === 0;
}

/** The last line tells all by itself: it is what people show. */
function showOutcome(
  { output, names, accountId, region }: Session,
  { isGone, isProven, isElsewhere }: Record<'isGone' | 'isProven' | 'isElsewhere', boolean>,
): void {
  const place = `of ${names.prefix} is in account ${accountId}, ${region}`;
  const nothing = `no API, function or role ${place}`;
  output.line();
  if (!isGone) output.line(`NOT CLEAN: something ${place}; how to remove it stands above.`);
  else if (!isProven) {
    output.line(
      `NOT PROVEN: nothing that the journal names ${place}; what could not be listed stands above.`,
    );
  } else if (isElsewhere) output.line(`nothing left here: ${nothing}, but elsewhere: see above.`);
  else output.line(`nothing left: ${nothing}.`);
}

/** Without a list, only what the journal names was found and removed. */
function showUnlisted(refusal: string, { output }: Session): void {
  output.line();
  output.line(`not listed: ${refusal}`);
  output.line(
    '  Only what the journal names was looked for. Let somebody look who may list the rest.',
  );
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

/** What else the journal has of this place went by another way, such as by hand. */
function noteAllGone(session: Session): void {
  for (const { kind, name, id } of journalledHere(session)) {
    session.note({ state: 'removed', kind, name, id });
  }
}

/** Lists are behind for a while: what was made just now, before a kill, may not stand in them yet. */
async function whenAllIsListed(session: Session): Promise<Inventory> {
  const { time, settlingSeconds, output } = session;
  for (;;) {
    const inventory = await findResources(session);
    const listed = new Set(inventory.own.map(({ name }) => name));
    const oldest = time.now().getTime() - settlingSeconds * 1000;
    const awaited = journalledHere(session).find(
      ({ name, at }) => !listed.has(name) && Date.parse(at) > oldest,
    );
    if (!awaited) return inventory;
    output.passing(`    waiting: ${awaited.name} was made just now, and AWS may not list it yet`);
    await time.sleep(3000);
  }
}

/** What was just removed may still stand in the lists; what could not be removed will. */
async function lookAgain(session: Session, failures: Map<string, string>): Promise<Inventory> {
  const { time, settlingSeconds } = session;
  const start = time.now().getTime();
  for (;;) {
    const inventory = await findResources(session);
    const isOver = time.now().getTime() - start >= settlingSeconds * 1000;
    const isSettled = inventory.own.every(({ name }) => failures.has(name));
    if (isSettled || isOver) return inventory;
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
