import type { ReportBlock, ScreenReport } from '../../terminal/report/report';
import type { JournalScope } from '../journal';
import { describeResource, type Resource } from '../resource-kind';
import type { Session } from '../session';
import { commandsByHand } from './by-hand';
import { elsewhereBlock, journalledHere, madeElsewhere } from './elsewhere';
import { findResources, type Inventory } from './find';
import { inOrderOfRemoval, remove } from './remove';

/** What a teardown is to judge. */
export interface TeardownScope {
  /**
   * Whether the prefix was asked for by name: what the journal has of others is then told and does
   * not count.
   */
  alone?: boolean;
}

/**
 * Removes all that the workshop made under the session's prefix, proves it by looking again, and
 * shows the outcome.
 *
 * @returns whether nothing is left
 */
export async function teardown(session: Session, scope?: TeardownScope): Promise<boolean> {
  const report = await removeEverything(session, scope);
  session.output.report(report);
  return report.outcome === 'ok';
}

/** As `teardown`, and shows nothing. */
export async function removeEverything(
  session: Session,
  { alone = false }: TeardownScope = {},
): Promise<ScreenReport> {
  const { own } = await whenAllIsListed(session);
  const failures = await removeAll(inOrderOfRemoval(own), session);

  const left = await lookAgain(session, failures);
  if (left.own.length + left.unlisted.length === 0) noteAllGone(session);
  const elsewhere = madeElsewhere(session);
  return teardownReport(session, { own, left, failures, elsewhere, alone });
}

/** What a teardown found, before and after it removed what it could. */
export interface TeardownFindings extends Required<TeardownScope> {
  /** What was the workshop's before. */
  own: Resource[];
  /** What is there after. */
  left: Inventory;
  /** Why something could not be removed, by its name. */
  failures: ReadonlyMap<string, string>;
  /** What the journal has of other prefixes, regions and accounts. */
  elsewhere: JournalScope[];
}

/** What was removed, what is left and why, and whether that proves that nothing is left. */
export function teardownReport(
  session: Session,
  { own, left, failures, elsewhere, alone }: TeardownFindings,
): ScreenReport {
  const { prefix: ownPrefix } = session.names;
  const counting = elsewhere.filter(({ prefix }) => !alone || prefix === ownPrefix);
  const claims: ReportBlock[] = [
    ...removedClaims(own, left),
    ...left.own.map((resource) => leftClaim(resource, session, failures.get(resource.name))),
    ...left.doubtful.map((resource) => leftClaim(resource, session, DOUBTFUL)),
    ...elsewhere.map((scope) =>
      elsewhereBlock(scope, session, counting.includes(scope) ? 'left' : 'for your information'),
    ),
    ...left.unlisted.map(unlistedClaim),
  ];
  return {
    ...outcomeOf(session, {
      isGone: left.own.length + left.doubtful.length === 0,
      isProven: left.unlisted.length === 0,
      isElsewhere: counting.length > 0,
      hasRemoved: own.length > 0,
    }),
    body: claims,
  };
}

const DOUBTFUL = "Its name is like the workshop's, but it has none of its tags.";

/** The summary tells all by itself: it is what people show. */
function outcomeOf(
  { names, accountId, region }: Session,
  {
    isGone,
    isProven,
    isElsewhere,
    hasRemoved,
  }: Record<'isGone' | 'isProven' | 'isElsewhere' | 'hasRemoved', boolean>,
): Pick<ScreenReport, 'outcome' | 'verdict' | 'summary'> {
  const { prefix } = names;
  const place = `of ${prefix} is in account ${accountId}, ${region}`;
  const nothing = `no API, function or role ${place}`;
  if (!isGone) {
    return {
      outcome: 'failed',
      verdict: `The teardown left something of ${prefix}.`,
      summary: `NOT CLEAN: something ${place}; how to remove it is above.`,
    };
  }
  if (!isProven) {
    return {
      outcome: 'failed',
      verdict: `AWS did not list everything: whether something of ${prefix} is left is not proven.`,
      summary: `NOT PROVEN: nothing that the journal names ${place}; what could not be listed is above.`,
    };
  }
  if (isElsewhere) {
    return {
      outcome: 'failed',
      verdict: `Nothing of ${prefix} is left here, but something elsewhere.`,
      summary: `nothing left here: ${nothing}, but elsewhere: see above.`,
    };
  }
  return {
    outcome: 'ok',
    verdict: hasRemoved ? `Everything of ${prefix} is removed.` : 'There is nothing to remove.',
    summary: `nothing left: ${nothing}.`,
  };
}

function removedClaims(own: Resource[], left: Inventory): ReportBlock[] {
  const isLeft = ({ kind, name, id }: Resource) =>
    left.own.some((one) => one.kind === kind && one.name === name && one.id === id);
  return inOrderOfRemoval(own)
    .filter((resource) => !isLeft(resource))
    .map((resource) => ({
      kind: 'claim',
      outcome: 'ok',
      text: `removed: ${describeResource(resource)}`,
    }));
}

/** Without a list, only what the journal names was found and removed. */
function unlistedClaim(refusal: string): ReportBlock {
  const text =
    'Only what the journal names was looked for. Ask somebody who may list the rest to check.';
  return {
    kind: 'claim',
    outcome: 'unknown',
    text: `not listed: ${refusal}`,
    evidence: [{ kind: 'prose', text }],
  };
}

function leftClaim(resource: Resource, session: Session, why = 'It is still listed.'): ReportBlock {
  return {
    kind: 'claim',
    outcome: 'failed',
    text: `left: ${describeResource(resource)}. ${why}`,
    evidence: [
      { kind: 'prose', text: 'Remove it by hand, if it is yours:' },
      { kind: 'verbatim', lines: commandsByHand(resource, session) },
    ],
  };
}

/** One that cannot be removed does not keep the others. @returns why, by name */
async function removeAll(resources: Resource[], session: Session): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  for (const resource of resources) {
    session.output.detail(`  Remove ${describeResource(resource)}`);
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

/** Lists are behind for a while: what was made just now, before a kill, may not be in them yet. */
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

/** What was just removed may still be in the lists; what could not be removed will. */
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
