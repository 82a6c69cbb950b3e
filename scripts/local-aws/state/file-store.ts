import { existsSync, readFileSync, renameSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { AccountState } from '../account/account';

const FORMAT = 1;

/** All accounts by id, as they are stored. */
export type StoredAccounts = Record<string, AccountState>;

/** Keeps the accounts in one JSON file, which is at every moment whole. */
export class FileStore {
  readonly #path: string;
  readonly #warn: (message: string) => void;
  #dirty = false;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;

  /**
   * @param path of the file, in a directory that is there
   * @param warn told when the file is damaged and had to be set aside
   */
  constructor(path: string, warn: (message: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  /** What was stored; nothing when there is no file, or when it is damaged and was set aside. */
  load(): StoredAccounts {
    if (!existsSync(this.#path)) return {};
    try {
      return readStored(readFileSync(this.#path, 'utf8'));
    } catch (error) {
      this.#setAside((error as Error).message);
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
   * Waits until all that was saved so far is in the file.
   * @throws when it could not be written
   */
  async settled(): Promise<void> {
    await this.#writing;
    if (this.#failure) throw this.#failure;
  }

  async #writeWhileDirty(accounts: StoredAccounts): Promise<void> {
    // Changes made in the same turn are written together.
    await Promise.resolve();
    while (this.#dirty) {
      this.#dirty = false;
      this.#failure = await this.#write(JSON.stringify({ format: FORMAT, accounts })).then(
        () => undefined,
        (error: Error) => new Error(`${this.#path} cannot be written: ${error.message}`),
      );
    }
    this.#writing = undefined;
  }

  /** The new content goes to a file beside it first: a rename happens as a whole or not at all. */
  async #write(content: string): Promise<void> {
    const temporary = `${this.#path}.tmp`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.#path);
  }

  #setAside(reason: string): void {
    const aside = `${this.#path}.damaged-${Date.now()}`;
    renameSync(this.#path, aside);
    this.#warn(
      `The state of local AWS in ${this.#path} cannot be read (${reason}). ` +
        `It was set aside as ${aside}, and local AWS starts empty. ` +
        'Delete that file if nothing in it is missed.',
    );
  }
}

function readStored(text: string): StoredAccounts {
  const stored: unknown = JSON.parse(text);
  if (!isRecord(stored) || !isRecord(stored.accounts)) throw new Error('it holds no accounts');
  if (stored.format !== FORMAT) throw new Error(`its format is ${stored.format}, not ${FORMAT}`);
  if (!Object.values(stored.accounts).every(isRecord)) throw new Error('an account is no object');
  return stored.accounts as StoredAccounts;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
