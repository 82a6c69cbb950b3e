import { types } from 'node:util';

type Kind = 'string' | 'number' | 'object' | 'list';

/**
 * A value that a learner's function made, once it is known to be an object with these members.
 *
 * @param what it is, for the error: `The result of createApi`
 * @param members the types of those that it must have
 * @throws Error that says what came instead, and what may be missing: a return, an await, a member
 */
export function wellFormed<T>(what: string, value: T, members: { [M in keyof T]?: Kind }): T {
  const problem = problemOf(value, Object.entries(members) as [keyof T & string, Kind][]);
  if (problem === null) return value;
  throw new Error(`${what} ${problem}\nIt must be { ${Object.keys(members).join(', ')} }.`);
}

function problemOf<T>(value: T, members: [name: keyof T & string, kind: Kind][]): string | null {
  if (value === undefined || value === null) return 'is missing: is a return missing?';
  if (types.isPromise(value)) return 'is a promise: is an await missing?';
  if (typeof value !== 'object') return `is a ${typeof value}.`;
  for (const [name, kind] of members) {
    const member = value[name];
    if (member === undefined) return `has no ${name}.`;
    if (types.isPromise(member)) return `has a promise as ${name}: is an await missing?`;
    const found = Array.isArray(member) ? 'list' : typeof member;
    if (found !== kind) return `has as ${name} a value of the type ${found}, not ${kind}.`;
  }
  return null;
}
