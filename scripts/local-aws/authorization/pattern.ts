/** A wildcard: `*` stands for any characters, `?` for exactly one. */
const ANY = Symbol('*');
const ONE = Symbol('?');

/**
 * A policy value ready to be matched: literal characters and wildcards. A character that came
 * out of a policy variable is always literal, also when it is a `*`.
 */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** Reads `*` and `?` in `text` as wildcards. */
export function wildcardPattern(text: string): Pattern {
  return [...text].map((character) => {
    if (character === '*') return ANY;
    return character === '?' ? ONE : character;
  });
}

/** Reads every character of `text` as itself. */
export function literalPattern(text: string): Pattern {
  return [...text];
}

/**
 * Whether the whole of `value` fits `pattern`. Takes at most pattern length times value length
 * steps: a policy full of `*` cannot stall the account.
 */
export function matchesPattern(pattern: Pattern, value: string): boolean {
  const characters = [...value];
  let position = 0;
  let index = 0;
  let lastAny = -1;
  let resumeAt = 0;

  while (position < characters.length) {
    const expected = pattern[index];
    if (expected === ANY) {
      lastAny = index++;
      resumeAt = position;
    } else if (expected === ONE || expected === characters[position]) {
      index++;
      position++;
    } else if (lastAny >= 0) {
      // Let the last `*` take one character more and try again behind it.
      index = lastAny + 1;
      position = ++resumeAt;
    } else {
      return false;
    }
  }
  return pattern.slice(index).every((rest) => rest === ANY);
}

/** Splits a pattern at a literal separator into at most `limit` parts; the last keeps the rest. */
export function splitPattern(pattern: Pattern, separator: string, limit: number): Pattern[] {
  const parts: (string | typeof ANY | typeof ONE)[][] = [[]];
  for (const element of pattern) {
    if (element === separator && parts.length < limit) parts.push([]);
    else parts[parts.length - 1]?.push(element);
  }
  return parts;
}

/** The pattern as text, for explanations. */
export function patternText(pattern: Pattern): string {
  return pattern
    .map((element) => (typeof element === 'symbol' ? element.description : element))
    .join('');
}
