import { ROLE_PATH } from '../names';
import type { ResourceKind } from '../resource-kind';

/** The input of an AWS call: plain data, whose members depend on the operation. */
export type CallInput = Record<string, unknown>;

/**
 * What an operation does to the account: it `reads` it, `invokes` code that is there, or `changes`
 * it. An operation that is not known to do less counts as a change.
 */
export function effectOf(operation: string): 'reads' | 'invokes' | 'changes' {
  if (/^(Get|List|Simulate|Assume)/.test(operation)) return 'reads';
  return /^(Invoke|TestInvokeMethod)$/.test(operation) ? 'invokes' : 'changes';
}

/** How a call creates something that stands for itself. */
export interface Creation {
  kind: ResourceKind;
  nameOf(input: CallInput): string;
  /** The id that AWS gives, where the name does not identify it. */
  idOf?(output: CallInput): string | undefined;
  /** The input, with all that a teardown finds it by: these tags, and a role's path. */
  marked(input: CallInput, tags: Record<string, string>): CallInput;
}

/** By operation. */
export const CREATIONS: Readonly<Record<string, Creation>> = {
  CreateRestApi: {
    kind: 'api',
    nameOf: ({ name }) => String(name),
    idOf: ({ id }) => (typeof id === 'string' ? id : undefined),
    marked: (input, tags) => ({ ...input, tags: { ...objectOf(input.tags), ...tags } }),
  },
  CreateFunction: {
    kind: 'function',
    nameOf: ({ FunctionName }) => String(FunctionName),
    marked: (input, tags) => ({ ...input, Tags: { ...objectOf(input.Tags), ...tags } }),
  },
  CreateRole: {
    kind: 'role',
    nameOf: ({ RoleName }) => String(RoleName),
    marked: (input, tags) => ({
      ...input,
      Path: ROLE_PATH,
      Tags: [...otherTags(input.Tags, tags), ...tagList(tags)],
    }),
  },
};

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function tagList(tags: Record<string, string>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function otherTags(list: unknown, tags: Record<string, string>): { Key?: string }[] {
  const own: { Key?: string }[] = Array.isArray(list) ? list : [];
  return own.filter(({ Key = '' }) => !(Key in tags));
}
