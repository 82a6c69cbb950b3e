import type { Difference } from '../sigv4/first-difference';
import type { Code } from './code';

/**
 * Finds where a part of a text is computed: the function is called as the specification calls the
 * part, `canonical-uri` is `canonicalUri`.
 *
 * @param whole the function that computes the whole text, in which anything else is looked for
 */
export function placeOfPart(
  code: Code,
  file: string,
  whole: string,
): (difference?: Difference) => string {
  return (difference) => {
    const part = difference?.part.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return code.placeOf(file, ...(part === undefined ? [] : [part]), whole);
  };
}
