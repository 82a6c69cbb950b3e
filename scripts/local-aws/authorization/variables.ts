import { literalPattern, type Pattern, wildcardPattern } from './pattern';
import type { PolicyVersion } from './policy';
import { type ConditionContext, contextValues } from './request-context';

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
  for (let next = nextVariable(text, end); next; next = nextVariable(text, end)) {
    const value = variableValue(next, scope.context);
    if (value === undefined) return { unresolved: next.name };
    parts.push(read(text.slice(end, next.start)), literalPattern(value));
    end = next.end;
  }
  return { pattern: [...parts, read(text.slice(end))].flat() };
}

interface Variable {
  name: string;
  /** The default value. */
  fallback?: string;
  start: number;
  end: number;
}

/**
 * The first variable at or after a position: `${key}`, `${key, 'default'}`, or one of the escapes
 * `${*}`, `${?}`, `${$}`. Each character is looked at a fixed number of times, whatever the text.
 */
function nextVariable(text: string, from: number): Variable | undefined {
  const start = text.indexOf('${', from);
  const end = start === -1 ? -1 : text.indexOf('}', start);
  if (end === -1) return undefined;
  const comma = text.slice(start, end).indexOf(',');
  if (comma === -1) return { name: text.slice(start + 2, end).trim(), start, end: end + 1 };

  const name = text.slice(start + 2, start + comma).trim();
  const opening = text.indexOf("'", start + comma);
  const closing = opening === -1 ? -1 : text.indexOf("'", opening + 1);
  const last = closing === -1 ? -1 : text.indexOf('}', closing);
  if (last === -1) return { name, start, end: end + 1 };
  return { name, fallback: text.slice(opening + 1, closing), start, end: last + 1 };
}

function variableValue(
  { name, fallback }: Variable,
  context: ConditionContext,
): string | undefined {
  if (ESCAPED_CHARACTERS.includes(name)) return name;
  const values = contextValues(context, name);
  // A key with several values cannot stand for one text.
  return values?.length === 1 ? values[0] : fallback;
}
