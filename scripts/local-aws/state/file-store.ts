import { replaceDurablyAsync } from '../../files/durable';
import { DamagedFileError, isRecord, readJson, setAside } from '../../files/json';
import { type AccountState, type StateSlice, table } from './slice';

const FORMAT = 2;

/** All accounts by id, as they are stored. */
export type StoredAccounts = Record<string, AccountState>;

/** Keeps the accounts in one JSON file, which is at every moment whole. */
export class FileStore {
  readonly #path: string;
  readonly #warn: (message: string) => void;
  readonly #slices: StateSlice<object>[];
  #unwritten: StoredAccounts | undefined;
  #dirty = false;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;

  /**
   * @param path of the file, in a directory that is there
   * @param warn told when the file is damaged and had to be set aside
   * @param slices what an account may hold; a file that holds something else there is damaged
   */
  constructor(path: string, warn: (message: string) => void, slices: StateSlice<object>[] = []) {
    this.#path = path;
    this.#warn = warn;
    this.#slices = slices;
  }

  /** What was stored; nothing when there is no file, or when it is damaged and was set aside. */
  load(): StoredAccounts {
    try {
      return readJson(this.#path, (value) => readStored(value, this.#slices)) ?? {};
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      this.#setAside(error.message);
      return {};
    }
  }

  /**
   * Writes the accounts soon; changes that come meanwhile are written with them or right after.
   * @param accounts what to write, looked at when it is written
   */
  save(accounts: StoredAccounts): void {
    this.#dirty = true;
    this.#writing ??= this.#writeWhileDirty(accounts);
  }

  /**
   * Waits until all that was saved so far is in the file. What could not be written is tried again:
   * a full disk may have space by now.
   * @throws when it could not be written
   */
  async settled(): Promise<void> {
    await this.#writing;
    if (this.#unwritten) {
      this.save(this.#unwritten);
      await this.#writing;
    }
    if (this.#failure) throw this.#failure;
  }

  async #writeWhileDirty(accounts: StoredAccounts): Promise<void> {
    // Changes made in the same turn are written together.
    await Promise.resolve();
    while (this.#dirty) {
      this.#dirty = false;
      this.#failure = await this.#write(accounts).then(
        () => undefined,
        (error: Error) => new Error(`${this.#path} cannot be written: ${error.message}`),
      );
      this.#unwritten = this.#failure && accounts;
    }
    this.#writing = undefined;
  }

  async #write(accounts: StoredAccounts): Promise<void> {
    await replaceDurablyAsync(this.#path, JSON.stringify({ format: FORMAT, accounts }), 0o600);
  }

  #setAside(reason: string): void {
    const aside = setAside(this.#path);
    this.#warn(
      `The state of local AWS in ${this.#path} cannot be read (${reason}). ` +
        `It was set aside as ${aside}, and local AWS starts empty. ` +
        'Delete that file if nothing in it is missed.',
    );
  }
}

function readStored(stored: unknown, slices: StateSlice<object>[]): StoredAccounts {
  if (!isRecord(stored) || !isRecord(stored.accounts)) throw new Error('it holds no accounts');
  if (stored.format !== FORMAT) throw new Error(`its format is ${stored.format}, not ${FORMAT}`);
  for (const account of Object.values(stored.accounts)) {
    if (!isRecord(account)) throw new Error('an account is no object');
    for (const slice of slices) checkSlice(account[slice.key], slice);
  }
  return withoutPrototypes(stored.accounts) as StoredAccounts;
}

/** A slice holds tables of records; one that a service has not used yet is absent. */
function checkSlice(stored: unknown, { key, initial }: StateSlice<object>): void {
  if (stored === undefined) return;
  for (const name of Object.keys(initial())) {
    const member = isRecord(stored) ? stored[name] : undefined;
    if (isRecord(member) && Object.values(member).every(isRecord)) continue;
    throw new Error(`${key}.${name} is no table`);
  }
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (!isRecord(value)) return value;
  const copy = table<unknown>();
  for (const [name, member] of Object.entries(value)) copy[name] = withoutPrototypes(member);
  return copy;
}
