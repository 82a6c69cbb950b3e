/** An exported type, and the file that exports it. */
export interface ExportedType {
  name: string;
  file: string;
}

const EXPORTED_TYPE = /^export (?:abstract )?(?:interface|type|class|enum) (\w+)/gm;

/** The types, interfaces and classes that a source text declares and exports. */
export function exportedTypesIn(file: string, text: string): ExportedType[] {
  return [...text.matchAll(EXPORTED_TYPE)].map(([, name = '']) => ({ name, file }));
}

/** The names that more than one file gives to a type, each with those files. */
export function homonymsAmong(types: readonly ExportedType[]): string[] {
  const files = new Map<string, string[]>();
  for (const { name, file } of types) files.set(name, [...(files.get(name) ?? []), file]);
  return [...files]
    .filter(([, where]) => where.length > 1)
    .map(([name, where]) => `${name}: ${where.join(', ')}`)
    .sort();
}
