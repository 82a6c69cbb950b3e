import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file, and its folder if there is none; it is on the disk when the function returns. */
export function writeDurably(file: string, contents: Uint8Array, mode?: number): void {
  writeAndSync(file, contents, 'w', mode);
}

/** Adds a text to the end of a file; it is on the disk when the function returns. */
export function appendDurably(file: string, text: string): void {
  writeAndSync(file, Buffer.from(text), 'a');
}

function writeAndSync(file: string, contents: Uint8Array, flag: 'w' | 'a', mode?: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, flag, mode);
  try {
    writeFileSync(descriptor, contents);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Replaces what a file holds, or makes it and its folder. Other processes, also after a crash, find
 * the old text or the new one, never half of it. It is on the disk when the function returns.
 *
 * @param mode the file's permissions; as usual if left out
 */
export function replaceDurably(file: string, text: string, mode?: number): void {
  const unfinished = unfinishedFor(file);
  try {
    writeDurably(unfinished, Buffer.from(text), mode);
    moveDurably(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** As `replaceDurably`, for a server: others go on while the disk writes. The folder must exist. */
export async function replaceDurablyAsync(
  file: string,
  text: string,
  mode?: number,
): Promise<void> {
  const unfinished = unfinishedFor(file);
  try {
    const handle = await open(unfinished, 'w', mode);
    await handle
      .writeFile(text)
      .then(() => handle.sync())
      .finally(() => handle.close());
    await rename(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/** Two processes that replace one file must not write into one text. */
function unfinishedFor(file: string): string {
  return `${file}.${process.pid}`;
}

/**
 * Moves a file or folder to its place, within one file system: whoever looks finds what stood there
 * before, or what is moved there, never half of it.
 */
export function moveDurably(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  renameSync(from, to);
  syncFolder(path.dirname(to));
}

/** Removes a file that may be missing already. */
export function removeDurably(file: string): void {
  rmSync(file, { force: true });
  if (existsSync(path.dirname(file))) syncFolder(path.dirname(file));
}

/** A new name is on the disk when its folder is. Windows cannot open folders, and need not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
