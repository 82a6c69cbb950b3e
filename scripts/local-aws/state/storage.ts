import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore, type StoredAccounts } from './file-store';
import { lockDirectory } from './lock';
import type { StateSlice } from './slice';

/** Where the state of all accounts goes: to a file that is always whole, or nowhere. */
export interface Storage {
  /** For files of other kinds, such as unpacked functions. */
  directory: string;
  accounts: StoredAccounts;
  /** To be told of each change of an account. */
  changed(): void;
  /** Waits until every change made so far is stored. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the state kept in a directory, or an empty state that is gone at the end.
 * @param slices what an account may hold
 * @throws when another process uses the directory
 */
export function openStorage(
  directory: string | undefined,
  warn: (message: string) => void,
  slices: StateSlice<object>[],
): Storage {
  return directory === undefined ? temporaryStorage() : lastingStorage(directory, warn, slices);
}

function lastingStorage(
  directory: string,
  warn: (message: string) => void,
  slices: StateSlice<object>[],
): Storage {
  mkdirSync(directory, { recursive: true });
  const unlock = lockDirectory(directory, warn);
  const store = new FileStore(join(directory, 'state.json'), warn, slices);
  const accounts = store.load();
  return {
    directory,
    accounts,
    changed: () => store.save(accounts),
    settled: () => store.settled(),
    close: () => store.settled().finally(unlock),
  };
}

function temporaryStorage(): Storage {
  const directory = mkdtempSync(join(tmpdir(), 'local-aws-'));
  return {
    directory,
    accounts: {},
    changed() {},
    async settled() {},
    async close() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
