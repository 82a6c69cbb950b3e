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
import path from 'node:path';

/** Writes a file, and its folder if there is none; it is on the disk when the function returns. */
export function writeDurably(file: string, contents: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, 'w');
  try {
    writeFileSync(descriptor, contents);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
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
