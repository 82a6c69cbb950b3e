import { existsSync, readFileSync } from 'node:fs';
import type { ScreenReport } from '../terminal/report/report';
import { explain } from './explain';

const STANDARD_INPUT = 0;

/**
 * Explains what a file contains, as `explain` does, or what was given in its place.
 *
 * @param given a file, or - for standard input, or the text itself
 * @throws Error that says which file cannot be read, why, and what to give
 */
export function explainFile(given: string): ScreenReport {
  return explain(isText(given) ? given : read(given));
}

/** A file may be called anything; a text that is no file has a blank, an address or a brace in it. */
function isText(given: string): boolean {
  return /\s|:\/\/|^\{/.test(given) && !existsSync(given);
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Error(
      `${file} cannot be read: ${REASONS[code] ?? message}. Give the file that contains the body of ` +
        'the answer, or - and the body on standard input: curl … | npm run workshop -- explain -',
    );
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};
