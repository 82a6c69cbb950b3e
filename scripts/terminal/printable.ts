/** Control and format characters, lone surrogates and line separators; tabs and newlines are none. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * A text of unknown origin for a terminal: what the terminal would take for a command, or what would
 * turn the text around, is written out.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const hex = character.codePointAt(0)?.toString(16).padStart(4, '0');
    return `\\u{${hex}}`;
  });
}
