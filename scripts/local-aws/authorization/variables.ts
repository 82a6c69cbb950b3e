import { literalPattern, type Pattern, wildcardPattern } from './pattern';
import type { PolicyVersion } from './policy';
import { type ConditionContext, contextValues } from './request-context';

/** `${key}` or `${key, 'default'}`, or one of the escapes `${*}`, `${?}`, `${$}`. */
const VARIABLE = /\$\{\s*([^},]*?)\s*(?:,\s*'([^']*)'\s*)?\}/g;
const ESCAPED_CHARACTERS = ['*', '?', '$'];

/** What variables are replaced from: the policy's language version and the request. */
export interface VariableScope {
  readonly version: PolicyVersion;
  readonly context: ConditionContext;
}

/** A policy value with its variables replaced, or the name of a variable that has no value. */
export type Substituted = { pattern: Pattern } | { unresolved: string };

/**
 * Replaces the policy variables of `text`. In a document of version 2008-10-17 `${…}` is
 * ordinary text. A variable with no single value in the request makes the whole value unusable.
 *
 * @param wildcards whether `*` and `?` of the policy's own text are wildcards
 */
export function substituteVariables(
  text: string,
  scope: VariableScope,
  wildcards: boolean,
): Substituted {
  const read = wildcards ? wildcardPattern : literalPattern;
  if (scope.version === '2008-10-17' || !text.includes('${')) return { pattern: read(text) };

  const parts: Pattern[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, name = '', fallback] = match;
    const value = variableValue(name, fallback, scope.context);
    if (value === undefined) return { unresolved: name };
    parts.push(read(text.slice(end, match.index)), literalPattern(value));
    end = match.index + whole.length;
  }
  return { pattern: [...parts, read(text.slice(end))].flat() };
}

function variableValue(
  name: string,
  fallback: string | undefined,
  context: ConditionContext,
): string | undefined {
  if (ESCAPED_CHARACTERS.includes(name)) return name;
  const values = contextValues(context, name);
  // A key with several values cannot stand for one text.
  return values?.length === 1 ? values[0] : fallback;
}
