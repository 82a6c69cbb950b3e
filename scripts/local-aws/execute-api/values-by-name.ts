/** Gathers pairs of name and value, such as headers, by name; the values keep their order. */
export function valuesByName(pairs: [name: string, value: string][]): Record<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
}
