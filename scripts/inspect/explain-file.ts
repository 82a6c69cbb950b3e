import { readFileSync } from 'node:fs';
import { explain } from './explain';

const STANDARD_INPUT = 0;

/**
 * Explains the refusal that a file holds, as `explain` does.
 *
 * @param file - stands for standard input
 * @throws Error that says which file cannot be read, why, and what to give
 */
export function explainFile(file: string): string {
  return explain(read(file));
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Error(
      `${file} cannot be read: ${REASONS[code] ?? message}. Give the file that holds the body of ` +
        'the answer, or - and the body on standard input: curl … | npm run workshop -- explain -',
    );
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};
