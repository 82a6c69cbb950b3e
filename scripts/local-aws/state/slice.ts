/** The state of all services of one account: slices by key, plain data. */
export type AccountState = Record<string, object>;

/**
 * The part of an account's state that one service owns. Each service declares its own in its
 * `state.ts`; the values are plain data that JSON can hold (times as ISO 8601 text, bytes as
 * base64), because they are written to a file as they are.
 */
export interface StateSlice<T extends object> {
  key: string;
  initial(): T;
}

/**
 * A record whose keys come from outside: it has no prototype, so that nothing is in it under a name
 * such as `constructor`, and `__proto__` is a name like any other.
 */
export function table<T>(entries: Record<string, T> = {}): Record<string, T> {
  return Object.assign(Object.create(null), entries);
}
