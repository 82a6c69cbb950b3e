/** What can be left behind in an account. All else goes when these go. */
export type ResourceKind = 'api' | 'function' | 'role';

/** What each kind is called, for people. */
export const KIND_NAMES: Readonly<Record<ResourceKind, string>> = {
  api: 'REST API',
  function: 'function',
  role: 'role',
};

/** Something that is in the account. */
export interface Resource {
  kind: ResourceKind;
  name: string;
  /** An API's. */
  id?: string;
}

/** A resource, for people. */
export function describeResource({ kind, name, id }: Resource): string {
  return `${KIND_NAMES[kind]} ${name}${id === undefined ? '' : ` (${id})`}`;
}
