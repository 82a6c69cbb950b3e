import type { Header } from '../vectors';

/**
 * Headers for a library that takes one value a name: those of a repeated header are trimmed and
 * joined, as HTTP joins them; any other is left to the library as it is.
 *
 * @returns values by name in lower case; without a prototype, since a header may be called
 *   `constructor`
 */
export function joinedHeaders(headers: Header[]): Record<string, string> {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    values[key] = [...(values[key] ?? []), value];
  }
  const joined: Record<string, string> = Object.create(null);
  for (const [name, all] of Object.entries(values)) {
    joined[name] = all.length === 1 ? all.join() : all.map(trimmed).join(',');
  }
  return joined;
}

/** Without the white space of HTTP; that of Unicode is for the library to judge. */
function trimmed(value: string): string {
  return value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}
