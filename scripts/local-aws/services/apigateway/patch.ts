import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest } from './stored';

/** One change that a patch operation asks for, its path taken apart. */
export interface Change {
  op: 'add' | 'remove' | 'replace';
  /** What stood for `*` in the rule's path; empty for a rule without one. */
  name: string;
  /** Empty for `remove`. */
  value: string;
}

/** Carries a change out on the thing that is patched. */
export type PatchRule<T> = (target: T, change: Change) => void;

/** What can be patched of a thing, by path: `/description`, or `/variables/*` for each entry. */
export type PatchRules<T> = Record<string, PatchRule<T>>;

/**
 * Carries out patch operations.
 * @returns a changed copy; `target` stays as it is
 * @throws BadRequestException for an operation or a path that no rule knows
 */
export function patched<T extends object>(
  target: T,
  operations: PatchOperation[] | undefined,
  rules: PatchRules<T>,
): T {
  const copy = structuredClone(target);
  for (const operation of operations ?? []) applyOperation(copy, operation, rules);
  return copy;
}

function applyOperation<T>(target: T, operation: PatchOperation, rules: PatchRules<T>): void {
  const { op, path = '', value = '' } = operation;
  if (op !== 'add' && op !== 'remove' && op !== 'replace') {
    throw badRequest(
      `Invalid patch operation '${op}' specified. Must be one of: [add, remove, replace]`,
    );
  }
  const found = findRule(path, rules);
  if (!found) throw unknownPath(path, op, Object.keys(rules));
  found.rule(target, { op, name: found.name, value });
}

function findRule<T>(
  path: string,
  rules: PatchRules<T>,
): { rule: PatchRule<T>; name: string } | undefined {
  for (const [pattern, rule] of Object.entries(rules)) {
    if (pattern === path) return { rule, name: '' };
    const prefix = pattern.slice(0, -1);
    const isEntry = pattern.endsWith('/*') && path.startsWith(prefix) && path !== prefix;
    if (isEntry) return { rule, name: unescapePointer(path.slice(prefix.length)) };
  }
  return undefined;
}

/** In a JSON pointer, `~1` stands for a slash and `~0` for a tilde. */
function unescapePointer(text: string): string {
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

function unknownPath(path: string, op: string, known: string[]) {
  return badRequest(
    `Invalid patch path '${path}' specified for op '${op}'. Must be one of: [${known.join(', ')}]`,
  );
}

/** A member that holds text; `remove` takes it away. */
export function text<K extends string>(key: K): PatchRule<Partial<Record<K, string>>> {
  return (target, { op, value }) => {
    if (op === 'remove') delete target[key];
    else target[key] = value;
  };
}

/** A member that is `true` or `false`. */
export function flag<K extends string>(key: K): PatchRule<Partial<Record<K, boolean>>> {
  return (target, { value }) => {
    target[key] = value === 'true';
  };
}

/** A member that is a whole number. @throws BadRequestException for any other value */
export function integer<K extends string>(key: K): PatchRule<Partial<Record<K, number>>> {
  return (target, { value }) => {
    if (!/^\d+$/.test(value)) throw badRequest(`Invalid number '${value}' specified for /${key}`);
    target[key] = Number(value);
  };
}

/** The entries of a member that maps names to texts. */
export function entries<K extends string>(key: K) {
  return entriesOf(key, (value) => value);
}

/** The entries of a member that maps names to `true` or `false`. */
export function flags<K extends string>(key: K) {
  return entriesOf(key, (value) => value === 'true');
}

function entriesOf<K extends string, V>(
  key: K,
  read: (value: string) => V,
): PatchRule<Partial<Record<K, Record<string, V>>>> {
  return (target, { op, name, value }) => {
    const others = Object.entries(target[key] ?? {}).filter(([other]) => other !== name);
    const changed: [string, V][] = op === 'remove' ? [] : [[name, read(value)]];
    target[key] = Object.fromEntries([...(others as [string, V][]), ...changed]);
  };
}

/** The items of a member that lists texts: the path names the item. */
export function items<K extends string>(key: K): PatchRule<Partial<Record<K, string[]>>> {
  return (target, { op, name }) => {
    const others = (target[key] ?? []).filter((item) => item !== name);
    target[key] = op === 'remove' ? others : [...others, name];
  };
}
