import { readFileSync, renameSync } from 'node:fs';

/** A file that holds no JSON, or JSON of another form; the message is the reason alone. */
export class DamagedFileError extends Error {}

/**
 * Reads a JSON file of our own.
 *
 * @param read makes of any JSON value what the file is to hold; throws an Error that says what is
 * wrong with it
 * @returns undefined if there is no such file
 * @throws DamagedFileError with the reason if the text is no JSON, or `read` refuses it; the
 * system's error if the file cannot be read
 */
export function readJson<T>(file: string, read: (value: unknown) => T): T | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return read(JSON.parse(text));
  } catch (error) {
    throw new DamagedFileError((error as Error).message, { cause: error });
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Moves a damaged file out of the way, and keeps it beside its place.
 *
 * @returns the new path
 */
export function setAside(file: string): string {
  const aside = `${file}.damaged-${Date.now()}`;
  renameSync(file, aside);
  return aside;
}

/** The value of a JSON text, or undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with members: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
