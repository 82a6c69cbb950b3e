/**
 * Condition keys of a request with their values; keys are compared without regard to case, and one
 * whose value is undefined is not there.
 */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The values of `key` in `context`, or undefined when the request does not carry the key. */
export function contextValues(
  context: ConditionContext,
  key: string,
): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.keys(context).find((name) => name.toLowerCase() === wanted);
  const value = found === undefined ? undefined : context[found];
  return typeof value === 'string' ? [value] : value;
}
