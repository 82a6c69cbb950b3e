import type { ResourceKind } from '../resource-kind';
import type { CallInput } from './operations';

/** What is in an account, as the input of a call names it. */
export interface NamedResource {
  kind: ResourceKind;
  /** A role's or a function's name, an API's id. */
  name: string;
  /** Where the input names it. */
  account?: string;
}

/** By member of the input, whichever is there: what the call is about, and goes when that goes. */
const NAMING_MEMBERS: readonly [member: string, read: (text: string) => NamedResource][] = [
  ['RoleName', (name) => ({ kind: 'role', name })],
  ['FunctionName', namedFunction],
  ['restApiId', (name) => ({ kind: 'api', name })],
  // Tags are put on an ARN: Lambda's ...
  ['Resource', namedFunction],
  // ... and API Gateway's.
  ['resourceArn', (arn) => ({ kind: 'api', name: /\/restapis\/([^/]+)/.exec(arn)?.[1] ?? arn })],
];

/** A name, with or without an account, an ARN before it, and a version or alias behind it. */
const FUNCTION_NAME =
  /^(?:arn:[\w-]+:lambda:[\w-]+:(?=\d+:function:))?(?:(\d{12}):function:)?([\w-]+)(?::[\w$-]+)?$/;

/** The resource that a call would change; undefined when it names none of the workshop's kinds. */
export function changedResource(input: CallInput): NamedResource | undefined {
  for (const [member, read] of NAMING_MEMBERS) {
    const text = input[member];
    if (typeof text === 'string') return read(text);
  }
  return undefined;
}

/** The member that should name what a call is about, where it was given nothing that is a name. */
export function unnamedMember(input: CallInput): string | undefined {
  const found = NAMING_MEMBERS.find(
    ([member]) => Object.hasOwn(input, member) && typeof input[member] !== 'string',
  );
  return found?.[0];
}

function namedFunction(text: string): NamedResource {
  const [, account, name = text] = FUNCTION_NAME.exec(text) ?? [];
  return { kind: 'function', name, account };
}
