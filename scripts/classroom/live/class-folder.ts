import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { replaceDurably, replaceDurablyAsync } from '../../files/durable';
import { isRecord, readJson } from '../../files/json';
import { type ReadReports, readReportsIfAny } from '../read-reports';
import type { LearnerReport } from '../report';

/** What a class keeps beside its reports, so that a server that was restarted goes on with it. */
interface ClassFile {
  /** Learners join with it. */
  joinCode: string;
  /** Opens the instructor's page. */
  pageKey: string;
  /** The SHA-256 of the key that each learner joined with, in hex, by the learner's id. */
  learners: Record<string, string>;
}

/** Without what can be taken for another character when it is read from a projector. */
const CODE_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 6;

/** More would be no class: somebody makes learners up. */
export const MOST_LEARNERS = 300;

/** Whether a report was accepted, and which is the newest one of its learner now. */
export type Filed = { sequence: number } | { refused: 'another key' | 'class is full' };

/** The folder of a live class: a report of each learner, and beside them what a restart needs. */
export class ClassFolder {
  readonly folder: string;
  readonly #file: string;
  readonly #class: ClassFile;
  readonly #newest: Map<string, number>;
  /** One write after another: two into one file would meet. */
  #writing: Promise<unknown> = Promise.resolve();

  /**
   * Opens a class, or begins one.
   *
   * @throws DamagedFileError if what was kept of it cannot be read; the system's error if the folder
   *   cannot be read or written
   */
  constructor(folder: string) {
    this.folder = folder;
    this.#file = path.join(folder, '.live', 'class.json');
    mkdirSync(folder, { recursive: true });
    const known = readJson(this.#file, readClassFile);
    this.#class = known ?? { joinCode: newCode(), pageKey: newKey(), learners: {} };
    if (!known) replaceDurably(this.#file, this.#text(), 0o600);
    const { reports } = this.reports();
    this.#newest = new Map(reports.map(({ learner, sequence = 0 }) => [learner, sequence]));
  }

  get joinCode(): string {
    return this.#class.joinCode;
  }

  get pageKey(): string {
    return this.#class.pageKey;
  }

  /** All reports in the folder; files that were carried here count, too. */
  reports(): ReadReports {
    return readReportsIfAny(this.folder);
  }

  /** Whether a learner is known, and this is the key that the learner joined with. */
  knows(learner: string, key: string): boolean {
    const hash = this.#hashOf(learner);
    return hash !== undefined && isSame(hash, hashOf(key));
  }

  /**
   * Keeps a report, unless a newer one of its learner is kept already; it is on the disk when the
   * promise is fulfilled. The first report of a learner ties the learner to the key.
   */
  async file(report: LearnerReport, key: string): Promise<Filed> {
    const { learner, sequence = 0 } = report;
    const refused = await this.#join(learner, key);
    if (refused) return refused;
    const newest = this.#newest.get(learner);
    if (newest !== undefined && newest >= sequence) return { sequence: newest };
    this.#newest.set(learner, sequence);
    try {
      await this.#write(`${learner}.json`, `${JSON.stringify(report, null, 2)}\n`);
    } catch (error) {
      // Whoever sent it will send it again.
      this.#newest.set(learner, newest ?? -1);
      throw error;
    }
    return { sequence };
  }

  async #join(learner: string, key: string): Promise<Filed | undefined> {
    const { learners } = this.#class;
    if (this.#hashOf(learner) !== undefined) {
      return this.knows(learner, key) ? undefined : { refused: 'another key' };
    }
    if (Object.keys(learners).length >= MOST_LEARNERS) return { refused: 'class is full' };
    learners[learner] = hashOf(key);
    await this.#write('.live/class.json', this.#text(), 0o600);
    return undefined;
  }

  #hashOf(learner: string): string | undefined {
    const { learners } = this.#class;
    return Object.hasOwn(learners, learner) ? learners[learner] : undefined;
  }

  #text(): string {
    return `${JSON.stringify(this.#class, null, 2)}\n`;
  }

  async #write(file: string, text: string, mode?: number): Promise<void> {
    const target = path.join(this.folder, file);
    const written = this.#writing.then(() => replaceDurablyAsync(target, text, mode));
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

function readClassFile(value: unknown): ClassFile {
  if (isRecord(value) && isRecord(value.learners)) {
    const { joinCode, pageKey, learners } = value;
    const texts = [joinCode, pageKey, ...Object.values(learners)];
    if (texts.every((text) => typeof text === 'string')) return value as unknown as ClassFile;
  }
  throw new Error('it holds no class');
}

function newCode(): string {
  const character = () => CODE_CHARACTERS[randomInt(CODE_CHARACTERS.length)];
  return Array.from({ length: CODE_LENGTH }, character).join('');
}

function newKey(): string {
  return randomBytes(16).toString('hex');
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares two texts; how long it takes does not tell how far they are alike. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
