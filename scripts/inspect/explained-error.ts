import { types } from 'node:util';

/**
 * Runs something, and explains what it throws.
 *
 * @param explain an explanation of the error; nothing, where there is none
 * @returns what it returned
 * @throws the error, with the explanation below its message, and thrown from the same place
 */
export async function explainingErrors<T>(
  run: () => T | Promise<T>,
  explain: (error: Error) => string | undefined,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    // What Node.js itself throws is no Error of Jest's world.
    const explanation = types.isNativeError(error) ? explain(error) : undefined;
    throw explanation === undefined ? error : explained(error as Error, explanation);
  }
}

function explained(error: Error, explanation: string): Error {
  const kind = error.name === 'Error' ? '' : `${error.name}: `;
  const message = `${kind}${error.message}\n${explanation}`;
  const result = new Error(message, { cause: error });
  const frames = /\n {4}at [\s\S]*$/.exec(error.stack ?? '')?.[0] ?? '';
  result.stack = `Error: ${message}${frames}`;
  return result;
}
