import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CAUSES: Record<string, string> = {
  EISDIR: 'It is a folder. Name a file in it',
  EEXIST: 'A part of its path is a file. Name another one',
  ENOTDIR: 'A part of its path is a file. Name another one',
  ENOENT: 'Its folder cannot be made. Name another one',
  EACCES: 'You may not write there. Name another one',
  EPERM: 'You may not write there. Name another one',
  EROFS: 'The disk is read-only. Name another one',
  ENOSPC: 'The disk is full. Free some space, or name another one',
};

/**
 * Writes what a command was asked for into a file, and makes its folder where there is none.
 *
 * @throws Error that says in words why it cannot be written, and what to do
 */
export function writeOutput(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const cause = CAUSES[code] ?? `${message}. Name another one`;
    const named = `${file} cannot be written. ${cause}: --output FILE`;
    throw new Error(named, { cause: error });
  }
}
