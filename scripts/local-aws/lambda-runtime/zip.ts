import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { type UnzipFileInfo, unzipSync } from 'fflate';

/** What Lambda lets a deployment package unpack to. */
export const MAX_UNPACKED_BYTES = 262_144_000;

/** More files than any package of an allowed size needs; each one costs the disk an inode. */
const MAX_FILES = 20_000;

/** A deployment package that cannot be unpacked; the message is the one that Lambda gives. */
export class InvalidZipError extends Error {
  override readonly name = 'InvalidZipError';
}

/**
 * Reads a deployment package without writing anything.
 *
 * The sizes that the archive declares are checked before a byte is inflated, and inflating stops
 * at the declared size: an archive cannot take more memory than it owns up to.
 * @returns contents by path, without folders
 * @throws InvalidZipError for what is no zip, unpacks to too much, or leaves its folder
 */
export function readZip(archive: Uint8Array): Map<string, Uint8Array> {
  const files = new Map(Object.entries(inflate(archive)));
  if (files.size === 0) throw new InvalidZipError('Uploaded file must be a non-empty zip');
  checkFolders(files);
  return files;
}

/**
 * Unpacks a deployment package into `directory`, which does not exist yet. It appears whole or
 * not at all. A symbolic link in the archive becomes an ordinary file: nothing in the package
 * can point out of its folder.
 * @throws InvalidZipError as `readZip` does
 */
export async function unpackZip(archive: Uint8Array, directory: string): Promise<void> {
  const files = readZip(archive);
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = await mkdtemp(`${directory}-`);
  try {
    for (const [path, content] of files) await write(join(unfinished, path), content);
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function inflate(archive: Uint8Array): Record<string, Uint8Array> {
  let bytes = 0;
  let files = 0;
  const isFile = (entry: UnzipFileInfo) => {
    checkPath(entry.name);
    bytes += entry.originalSize;
    files += 1;
    if (bytes > MAX_UNPACKED_BYTES) {
      throw new InvalidZipError(`Unzipped size must be smaller than ${MAX_UNPACKED_BYTES} bytes`);
    }
    if (files > MAX_FILES) {
      throw new InvalidZipError(`The zip holds more than ${MAX_FILES} files. Bundle the code.`);
    }
    return !entry.name.endsWith('/');
  };

  try {
    return unzipSync(archive, { filter: isFile });
  } catch (error) {
    if (error instanceof InvalidZipError) throw error;
    throw new InvalidZipError(
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
      { cause: error },
    );
  }
}

function checkPath(path: string): void {
  const climbs = path.split(/[/\\]/).includes('..');
  const isAbsolute = /^([/\\]|[A-Za-z]:)/.test(path);
  if (!climbs && !isAbsolute && !path.includes('\\') && !path.includes('\0')) return;
  throw new InvalidZipError(
    `The zip holds the path ${JSON.stringify(path)}, which leaves the function's folder. ` +
      'Pack the files with relative paths and forward slashes.',
  );
}

/** A path cannot be that of a file and of a folder. */
function checkFolders(files: Map<string, Uint8Array>): void {
  const paths = new Set([...files.keys()].map((path) => posix.normalize(path)));
  for (const path of paths) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
      if (!paths.has(folder)) continue;
      throw new InvalidZipError(
        `The zip holds ${JSON.stringify(folder)} both as a file and as a folder. Pack it again.`,
      );
    }
  }
}

async function write(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
