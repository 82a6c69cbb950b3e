import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../usage-error';

/**
 * Makes sure, before the check begins, that the report can be written when it ends; makes the
 * folder where there is none.
 *
 * @returns the topmost folder that was made, or null
 * @throws UsageError if the file cannot be written there
 */
export function prepareReportFile(file: string): string | null {
  return orUsageError(file, () => {
    const made = mkdirSync(path.dirname(file), { recursive: true });
    const exists = existsSync(file);
    if (exists && statSync(file).isDirectory()) throw new Error('it is a folder');
    accessSync(exists ? file : path.dirname(file), constants.W_OK);
    return made ?? null;
  });
}

/** @throws UsageError if it cannot be written, whatever has changed since it was prepared */
export function writeReportFile(file: string, text: string): void {
  orUsageError(file, () => writeFileSync(file, text));
}

function orUsageError<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const reason = (error as Error).message;
    throw new UsageError(
      `The JUnit report cannot be written to ${file}: ${reason}.\nName another file: --junit FILE.`,
    );
  }
}
