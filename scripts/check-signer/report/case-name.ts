import type { Mode } from '../../sigv4/vectors';

/** A case as it is called in a sentence. */
export function caseName({ name, mode }: { name: string; mode: Mode }): string {
  return `${name}, ${mode} form`;
}
