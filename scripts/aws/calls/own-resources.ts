import { hasPrefix, type Names } from '../names';
import { CHANGED_RESOURCE_MEMBERS, CREATIONS } from './creations';
import type { Around } from './wrap-calls';

/**
 * Keeps all calls to the learner's own resources: what is created bears the prefix and gets the
 * tags, and what is changed bears the prefix. Calls that only look are let through.
 *
 * @returns refuses a call by an Error that says which name it should have had
 */
export function ownResourcesOnly(names: Names): Around {
  return async ({ operation, input }, proceed) => {
    if (/^(Get|List|Simulate|Assume)/.test(operation)) return proceed(input);
    const creation = CREATIONS[operation];
    const name = creation ? creation.nameOf(input) : changedResource(input);
    if (name !== undefined && !hasPrefix(names, name)) throw foreignName(names, operation, name);
    return proceed(creation ? creation.withTags(input, names.tags) : input);
  };
}

function changedResource(input: Record<string, unknown>): string | undefined {
  const member = CHANGED_RESOURCE_MEMBERS.find((name) => typeof input[name] === 'string');
  // A function may be named by its ARN, whose last part is the name.
  return member && String(input[member]).split(':').at(-1);
}

function foreignName({ prefix }: Names, operation: string, name: string): Error {
  return new Error(
    `${operation} was asked for ${JSON.stringify(name)}, which does not begin with "${prefix}-". ` +
      'Nothing else in the account is touched: take the name that the function was given.',
  );
}
