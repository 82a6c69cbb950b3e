import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { moveDurably, writeDurably } from '../../files/durable';
import { isRecord, readJson } from '../../files/json';

/** A file as it was when a command was about to change it. */
export interface SavedFile {
  /** Relative to the workshop's folder, with slashes on every system. */
  file: string;
  /** Of its bytes, as hex; null if there was no such file. */
  sha256: string | null;
}

/** What a snapshot's `manifest.json` holds. */
interface Manifest {
  version: 1;
  /** ISO 8601. */
  at: string;
  /** The command that was about to change the files: `reset 05`. */
  why: string;
  files: SavedFile[];
}

export interface Snapshot extends Omit<Manifest, 'version'> {
  /** The name of its folder in `.workshop/snapshots/`. */
  id: string;
  /** Absolute path of the folder. The files are in its folder `files`. */
  folder: string;
}

/** The file's bytes, or undefined where there is none. */
export type Contents = Buffer | undefined;

const MANIFEST = 'manifest.json';

/**
 * Saves files before they are changed. A snapshot is there as a whole or not at all.
 *
 * @param contents by file, relative to the root
 * @param workspace a folder on the same file system, for what is not finished yet
 */
export function takeSnapshot(
  root: string,
  contents: ReadonlyMap<string, Contents>,
  { why, now, workspace }: { why: string; now: Date; workspace: string },
): Snapshot {
  const files = [...contents].map(([file, bytes]) => ({
    file,
    sha256: bytes ? digest(bytes) : null,
  }));
  const manifest: Manifest = { version: 1, at: now.toISOString(), why, files };

  const unfinished = path.join(workspace, 'snapshot');
  for (const [file, bytes] of contents) {
    if (bytes) writeDurably(path.join(unfinished, 'files', file), bytes);
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeDurably(path.join(unfinished, MANIFEST), Buffer.from(text));

  const folder = freeFolder(snapshotsFolder(root), manifest);
  moveDurably(unfinished, folder);
  return { ...manifest, id: path.basename(folder), folder };
}

/**
 * The snapshots, the newest first.
 *
 * @param warn told of each one that cannot be read
 */
export function listSnapshots(root: string, warn: (message: string) => void): Snapshot[] {
  const folder = snapshotsFolder(root);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).sort().reverse();
  return names.flatMap((id) => {
    const snapshot = readSnapshot(path.join(folder, id));
    if (!snapshot) warn(`The snapshot ${path.join(folder, id)} is damaged; it is left as it is.`);
    return snapshot ?? [];
  });
}

/**
 * A file as a snapshot holds it.
 *
 * @throws Error if the snapshot does not contain what its manifest says
 */
export function savedContents(snapshot: Snapshot, { file, sha256 }: SavedFile): Contents {
  if (sha256 === null) return undefined;
  const saved = path.join(snapshot.folder, 'files', file);
  const bytes = existsSync(saved) ? readFileSync(saved) : undefined;
  if (bytes && digest(bytes) === sha256) return bytes;
  throw new Error(`${saved} is ${bytes ? 'not what was saved there' : 'missing'}.`);
}

export function snapshotsFolder(root: string): string {
  return path.join(root, '.workshop', 'snapshots');
}

function freeFolder(parent: string, { at, why }: Manifest): string {
  const slug = why.replaceAll(/[^\w.]+/g, '-');
  const name = path.join(parent, `${at.replaceAll(/[:.]/g, '-')}-${slug}`);
  let free = name;
  for (let count = 2; existsSync(free); count += 1) free = `${name}-${count}`;
  return free;
}

function readSnapshot(folder: string): Snapshot | undefined {
  try {
    const manifest = readJson(path.join(folder, MANIFEST), readManifest);
    return manifest ? { id: path.basename(folder), folder, ...manifest } : undefined;
  } catch {
    // Whatever was done to the folder, the caller says that it is damaged.
    return undefined;
  }
}

function readManifest(value: unknown): Omit<Manifest, 'version'> {
  if (!isRecord(value)) throw new Error('it is no object');
  const { at, why, files } = value;
  if (typeof at !== 'string' || typeof why !== 'string' || !Array.isArray(files)) {
    throw new Error('it does not say when, why, and of which files it is');
  }
  return { at, why, files };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
