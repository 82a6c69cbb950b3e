import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotRun } from '../../terminal/cannot-run';
import type { TextStream } from '../../terminal/screen';

/** A file for which there is a place. */
export interface FileToWrite {
  file: string;
  /** @throws CannotRun if it cannot be written, whatever has changed since */
  write(text: string): void;
}

/**
 * Makes sure, before the check begins, that a file can be written when it ends; makes its folder if
 * that is missing, and says so.
 *
 * @param option that names the file: `--junit`
 * @param file undefined if the option is not given
 * @throws CannotRun if the file cannot be written there
 */
export function fileToWrite(
  option: string,
  file: string | undefined,
  { stderr }: { stderr: TextStream },
): FileToWrite | undefined {
  if (file === undefined) return undefined;
  const orUsageError = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      const reason = (error as Error).message;
      throw new CannotRun(
        `The file ${file} cannot be written: ${reason}.\nName another file: ${option} FILE.`,
      );
    }
  };
  const made = orUsageError(() => preparePlace(file));
  if (made) stderr.write(`Made the folder ${made} for the file of ${option}.\n`);
  return { file, write: (text) => orUsageError(() => writeFileSync(file, text)) };
}

/** @returns the topmost folder that was made, if one was */
function preparePlace(file: string): string | undefined {
  const made = mkdirSync(path.dirname(file), { recursive: true });
  const exists = existsSync(file);
  if (exists && statSync(file).isDirectory()) throw new Error('it is a folder');
  accessSync(exists ? file : path.dirname(file), constants.W_OK);
  return made;
}
