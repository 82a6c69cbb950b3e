import { types } from 'node:util';
import { conceal, secretsIn } from './secrets';

/** What a frozen object says when it is written to. */
const FROZEN = /read only property|object is not extensible|Cannot (?:delete|redefine) property/;

const NOT_YOURS =
  'That would change what the function was given, which is its caller’s: make a copy first.';

/**
 * Calls the learner's function.
 *
 * @param given what it is given, in words, for the error
 * @returns what it returned
 * @throws what it throws, from the same place, and below its message what it was given and what the
 *   error may mean
 */
export function calling<T>(run: () => T, given: string[] = []): T {
  try {
    return run();
  } catch (error) {
    // What Node.js itself throws is no Error of Jest's world.
    if (!types.isNativeError(error) || error.message.startsWith('TODO ')) throw error;
    const told = secretsIn(error.message).map((name) => `The error tells the ${name}.`);
    const meaning = FROZEN.test(error.message) ? [NOT_YOURS] : [];
    throw withLines(error, [...meaning, ...told, ...given]);
  }
}

function withLines(error: Error, lines: string[]): Error {
  const [first = ''] = (error.stack ?? '').split('\n');
  const frames = /\n {4}at [\s\S]*$/.exec(error.stack ?? '')?.[0] ?? '';
  const kind = first.startsWith(error.name) && error.name !== 'Error' ? `${error.name}: ` : '';
  const message = conceal([`${kind}${error.message}`, ...lines].join('\n'));
  const explained = new Error(message, { cause: error });
  explained.stack = `${kind ? '' : 'Error: '}${message}${frames}`;
  return explained;
}
