/** What the services call a resource that is not there. */
const NOT_FOUND = ['NotFoundException', 'ResourceNotFoundException', 'NoSuchEntityException'];

/**
 * The answer, or undefined where the resource asked for does not exist.
 * @throws every other refusal
 */
export function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: Error) => {
    if (NOT_FOUND.includes(error.name)) return undefined;
    throw error;
  });
}
