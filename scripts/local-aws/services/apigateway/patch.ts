import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { badRequest, notFound } from './stored';

type Operation = 'add' | 'remove' | 'replace';

/** One change that a patch operation asks for, its path taken apart. */
export interface Change {
  op: Operation;
  /** What stood for `*` in the rule's path; empty for a rule without one. */
  name: string;
  /** Empty for `remove`. */
  value: string;
}

/** How one path can be patched. */
export interface PatchRule<T> {
  operations: readonly Operation[];
  /** Carries a change out on the thing that is patched. */
  apply(target: T, change: Change): void;
}

/** What can be patched of a thing, by path: `/description`, or `/variables/*` for each entry. */
export type PatchRules<T> = Record<string, PatchRule<T>>;

/** How a refusal is worded, which differs from one kind of thing to another. */
export interface PatchWording {
  unknownPath(path: string, op: string, known: string[]): string;
  unsupportedOperation(path: string, op: string, supported: readonly string[]): string;
}

/** The two blanks are those of AWS. */
const USUAL_WORDING: PatchWording = {
  unknownPath: (path, op, known) =>
    `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${known.join(', ')}]`,
  unsupportedOperation: (path, op) =>
    `Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`,
};

/**
 * Carries out patch operations; the model's constraints have checked that each `op` is known.
 * @returns a changed copy; `target` stays as it is
 * @throws BadRequestException for an operation or a path that no rule knows
 */
export function patched<T extends object>(
  target: T,
  operations: PatchOperation[] | undefined,
  rules: PatchRules<T>,
  wording: PatchWording = USUAL_WORDING,
): T {
  const copy = structuredClone(target);
  for (const { op = '', path = '', value = '' } of operations ?? []) {
    const found = findRule(path, rules);
    if (!found) throw badRequest(wording.unknownPath(path, op, shownPaths(rules)));
    const { rule, name } = found;
    const known = rule.operations.find((operation) => operation === op);
    if (!known) throw badRequest(wording.unsupportedOperation(path, op, rule.operations));
    rule.apply(copy, { op: known, name, value });
  }
  return copy;
}

/** The paths in the order in which a refusal lists them; those of entries end in a slash. */
function shownPaths(rules: PatchRules<never>): string[] {
  return Object.keys(rules)
    .map((path) => path.replace(/\*$/, ''))
    .sort();
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

const REPLACE: readonly Operation[] = ['replace'];
const ALL: readonly Operation[] = ['add', 'remove', 'replace'];

/** A member that holds text; `remove`, where it is supported, takes it away. */
export function text<K extends string>(
  key: K,
  operations: readonly Operation[] = REPLACE,
): PatchRule<Partial<Record<K, string>>> {
  return {
    operations,
    apply(target, { op, value }) {
      if (op === 'remove') delete target[key];
      else target[key] = value;
    },
  };
}

/** A member that is `true` or `false`. */
export function flag<K extends string>(key: K): PatchRule<Partial<Record<K, boolean>>> {
  return {
    operations: REPLACE,
    apply(target, { value }) {
      target[key] = value === 'true';
    },
  };
}

/** A member that is a whole number. @throws BadRequestException for any other value */
export function integer<K extends string>(key: K): PatchRule<Partial<Record<K, number>>> {
  return {
    operations: REPLACE,
    apply(target, { value }) {
      if (!/^\d+$/.test(value)) throw badRequest(`Invalid number '${value}' specified for /${key}`);
      target[key] = Number(value);
    },
  };
}

/**
 * The entries of a member that maps names to texts.
 * @param missing what to answer when an entry is to be replaced or removed that does not exist;
 *   such an entry is added or passed over unless it is given
 */
export function entries<K extends string>(key: K, missing?: string) {
  return entriesOf(key, (value) => value, missing);
}

/** The entries of a member that maps names to `true` or `false`; see `entries`. */
export function flags<K extends string>(key: K, missing?: string) {
  return entriesOf(key, (value) => value === 'true', missing);
}

function entriesOf<K extends string, V>(
  key: K,
  read: (value: string) => V,
  missing: string | undefined,
): PatchRule<Partial<Record<K, Record<string, V>>>> {
  return {
    operations: ALL,
    apply(target, { op, name, value }) {
      const current: Record<string, V> = target[key] ?? {};
      const isMissing = op !== 'add' && !Object.hasOwn(current, name);
      if (isMissing && missing !== undefined) throw notFound(missing);
      const others = Object.entries(current).filter(([other]) => other !== name);
      const changed: [string, V][] = op === 'remove' ? [] : [[name, read(value)]];
      setOrDrop(target, key, Object.fromEntries([...others, ...changed]));
    },
  };
}

/** The items of a member that lists texts: the path names the item. */
export function items<K extends string>(key: K): PatchRule<Partial<Record<K, string[]>>> {
  return {
    operations: ALL,
    apply(target, { op, name, value }) {
      const others = (target[key] ?? []).filter((item) => item !== name);
      const added = op === 'replace' ? value : name;
      setOrDrop(target, key, op === 'remove' ? others : [...others, added]);
    },
  };
}

/** What is empty is not shown: it counts as not given. */
function setOrDrop<K extends string, V extends object>(
  target: Partial<Record<K, V>>,
  key: K,
  value: V,
): void {
  if (Object.keys(value).length === 0) delete target[key];
  else target[key] = value;
}
