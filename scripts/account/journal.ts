import { existsSync, readFileSync } from 'node:fs';
import { appendDurably } from '../files/durable';
import { isRecord, parseJson } from '../files/json';
import type { Resource } from './resource-kind';

/** Where a learner works. */
export interface JournalScope {
  account: string;
  region: string;
  prefix: string;
}

/** What is about to be made, was made, or is gone; an API has its name alone while no id is known. */
export interface JournalEvent extends Resource {
  state: 'intended' | 'made' | 'removed';
}

/** One line of the journal. */
export interface JournalEntry extends JournalEvent, JournalScope {
  /** ISO 8601. */
  at: string;
}

/**
 * What was created, written down before it was: an append-only file, one JSON object a line. After
 * each entry the file is on the disk, so that nothing is made of which a killed process left no
 * trace.
 */
export class Journal {
  readonly #file: string;

  /** @param file made, with its folder, when the first entry is written */
  constructor(file: string) {
    this.#file = file;
  }

  append(entry: JournalEntry): void {
    // A write that was cut off has left a line without an end; the empty line ends it.
    appendDurably(this.#file, `\n${JSON.stringify(entry)}\n`);
  }

  /** All entries, the oldest first. A line that was cut off is none. */
  entries(): JournalEntry[] {
    if (!existsSync(this.#file)) return [];
    return readFileSync(this.#file, 'utf8')
      .split('\n')
      .flatMap((line) => readEntry(line) ?? []);
  }
}

/** A line is either whole or cut off by a crash; what the latter announced was never begun. */
function readEntry(line: string): JournalEntry | undefined {
  const entry = parseJson(line);
  return isRecord(entry) ? (entry as unknown as JournalEntry) : undefined;
}

/** Those of the given entries that are not known to be gone. */
export function outstanding(entries: JournalEntry[]): JournalEntry[] {
  const standing = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (entry.state === 'removed') standing.delete(key);
    else standing.set(key, entry);
    // An API that has been created is known by its id; it is no longer one that is only intended.
    if (entry.state === 'made' && entry.id) standing.delete(keyOf({ ...entry, id: undefined }));
  }
  return [...standing.values()];
}

/** The ids of the APIs that were created there for the prefix, and are not known to be gone. */
export function madeApiIds(
  entries: JournalEntry[],
  { account, region, prefix }: JournalScope,
): Set<string> {
  const made = outstanding(entries).filter(
    (entry) =>
      entry.kind === 'api' &&
      entry.state === 'made' &&
      entry.account === account &&
      entry.region === region &&
      entry.prefix === prefix,
  );
  return new Set(made.flatMap(({ id }) => id ?? []));
}

/** Roles are the same in all regions. */
function keyOf({ account, region, kind, id, name }: JournalEntry): string {
  return [account, kind === 'role' ? '' : region, kind, id ?? name].join(' ');
}
