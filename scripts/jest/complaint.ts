import { types } from 'node:util';

/**
 * What is wrong with how a function complains of what it cannot work with.
 *
 * @param when what it is given: `API_URL is missing`
 * @param mention what its error must name
 * @returns sentences; none when it throws an error that helps
 */
export async function inspectComplaint(
  when: string,
  mention: string,
  run: () => unknown,
): Promise<string[]> {
  const complaint = await messageOf(run);
  if (complaint === undefined) {
    return [`Nothing was thrown when ${when}. Throw an Error that names ${mention}.`];
  }
  if (complaint.includes(mention)) return [];
  // The message has a line of its own: by it, a function that is not begun is known.
  return [`When ${when}, the error must name ${mention}. What was thrown says`, complaint];
}

/**
 * What is wrong with how a signer refuses what cannot be signed faithfully.
 *
 * @param what is to be refused: `a request without Host`
 * @param reason what its error must say
 * @returns sentences; none when it throws that error
 */
export async function inspectRefusal(
  what: string,
  reason: RegExp,
  run: () => unknown,
): Promise<string[]> {
  const refusal = await messageOf(run);
  if (refusal === undefined) {
    return [
      `It must refuse ${what}, and has signed it.`,
      'Begin with assertSigningInput(request, context), which throws an error that says why.',
    ];
  }
  if (reason.test(refusal)) return [];
  return [`It must refuse ${what}, and say why. What was thrown says`, refusal];
}

/** What a function throws, or its promise is rejected with; undefined when it comes to its end. */
export async function messageOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    // What Node.js itself throws is no Error of Jest's world.
    return types.isNativeError(error) ? error.message : String(error);
  }
}
