import { remember } from '../account/remember';

/** A wildcard: `*` stands for any characters, `?` for exactly one. */
const ANY = Symbol('*');
const ONE = Symbol('?');

type Element = string | typeof ANY | typeof ONE;

/**
 * A policy value ready to be matched: literal texts and wildcards. What came out of a policy
 * variable is always literal, also when it holds a `*`.
 */
export type Pattern = readonly Element[];

/** Reads `*` and `?` in `text` as wildcards; the texts of policies come again and again. */
export const wildcardPattern: (text: string) => Pattern = remember(
  (text) =>
    text.split(/([*?])/).map((part) => {
      if (part === '*') return ANY;
      return part === '?' ? ONE : part;
    }),
  1000,
);

/** Reads every character of `text` as itself. */
export function literalPattern(text: string): Pattern {
  return [text];
}

/**
 * Whether the whole of `value` fits `pattern`. Only the last `*` is ever tried again: a policy
 * full of them cannot stall the account.
 */
export function matchesPattern(pattern: Pattern, value: string): boolean {
  let position = 0;
  let index = 0;
  let afterLastAny = -1;
  let resumeAt = 0;

  for (;;) {
    const expected = pattern[index];
    const isAtEnd = position === value.length;
    if (expected === undefined && isAtEnd) return true;

    if (expected === ANY) {
      afterLastAny = ++index;
      resumeAt = position;
    } else if (expected === ONE && !isAtEnd) {
      index++;
      position++;
    } else if (typeof expected === 'string' && value.startsWith(expected, position)) {
      index++;
      position += expected.length;
    } else if (afterLastAny >= 0 && resumeAt < value.length) {
      // Let the last `*` take one character more and try again behind it.
      index = afterLastAny;
      position = ++resumeAt;
    } else {
      return false;
    }
  }
}

/** Splits a pattern at a literal separator into at most `limit` parts; the last keeps the rest. */
export function splitPattern(pattern: Pattern, separator: string, limit: number): Pattern[] {
  const parts: Element[][] = [[]];
  const append = (element: Element) => parts.at(-1)!.push(element);
  for (const element of pattern) {
    if (typeof element === 'symbol') {
      append(element);
      continue;
    }
    const [first = '', ...following] = element.split(separator);
    append(first);
    for (const text of following) {
      if (parts.length < limit) parts.push([text]);
      else append(separator + text);
    }
  }
  return parts;
}

/** The pattern as text, for explanations. */
export function patternText(pattern: Pattern): string {
  return pattern
    .map((element) => (typeof element === 'symbol' ? element.description : element))
    .join('');
}
