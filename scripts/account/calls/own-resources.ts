import { CannotRun } from '../../terminal/cannot-run';
import { hasPrefix, type Names } from '../names';
import { KIND_NAMES } from '../resource-kind';
import { changedResource, type NamedResource, unnamedMember } from './changed-resource';
import { type CallInput, CREATIONS, effectOf } from './operations';
import type { Ownership } from './ownership';
import type { Around } from './wrap-calls';

/** What decides whether a resource is the learner's own. */
export interface OwnershipContext {
  names: Names;
  accountId: string;
  /** Whether the journal says that an API of this id was made. */
  hasMadeApi(id: string): boolean;
  /** Asks the account. */
  ownershipOf(resource: NamedResource): Promise<Ownership>;
}

/**
 * Keeps all calls to the learner's own resources: what is created bears the prefix and is marked as
 * the workshop's, and what is changed bears the prefix and was made by the workshop. Calls that only
 * look are let through; calls that would change anything else are refused, whatever it is.
 *
 * @returns refuses a call by an error that says why, and what to do
 */
export function ownResourcesOnly(context: OwnershipContext): Around {
  const { names } = context;
  const known = new Set<string>();
  return async ({ operation, input }, proceed) => {
    if (effectOf(operation) === 'reads') return proceed(input);
    const creation = CREATIONS[operation];
    if (creation) {
      const name = creation.nameOf(input);
      if (!hasPrefix(names, name)) throw foreignName(names, operation, name);
      const output = await proceed(creation.marked(input, names.tags));
      known.add(keyOf({ kind: creation.kind, name: creation.idOf?.(output) ?? name }));
      return output;
    }
    const resource = changedResource(input);
    if (!resource) throw noResource(operation, input);
    const key = keyOf(resource);
    if (!known.has(key) && (await isThere(operation, resource, context))) known.add(key);
    return proceed(input);
  };
}

/**
 * Whether an own resource is there. A name can be given again to something else, an id cannot: the
 * journal proves ids alone.
 *
 * @throws when the resource is somebody else's
 */
async function isThere(
  operation: string,
  resource: NamedResource,
  { names, accountId, hasMadeApi, ownershipOf }: OwnershipContext,
): Promise<boolean> {
  const { kind, name, account = accountId } = resource;
  if (kind !== 'api' && !hasPrefix(names, name)) throw foreignName(names, operation, name);
  if (account !== accountId) throw foreignResource(names, operation, resource);
  if (kind === 'api' && hasMadeApi(name)) return true;
  const ownership = await ownershipOf(resource);
  if (ownership === 'foreign') throw foreignResource(names, operation, resource);
  return ownership === 'own';
}

function keyOf({ kind, name, account = '' }: NamedResource): string {
  return [kind, account, name].join(' ');
}

function foreignName({ prefix }: Names, operation: string, name: string): Error {
  return new Error(
    `${operation} was asked for ${JSON.stringify(name)}, which does not begin with "${prefix}-". ` +
      'Nothing else in the account is touched: take the name that the function was given.',
  );
}

function foreignResource({ prefix }: Names, operation: string, resource: NamedResource): Error {
  return new CannotRun(
    `${operation} would change the ${KIND_NAMES[resource.kind]} ${resource.name}, which bears none of ` +
      `the tags of the workshop and the prefix ${prefix}: somebody else has made it. It is not ` +
      'touched. Take a prefix that nothing else in the account begins with: --prefix NAME',
  );
}

function noResource(operation: string, input: CallInput): Error {
  const member = unnamedMember(input);
  if (member) {
    return new Error(
      `${operation} was given ${member} ${JSON.stringify(input[member])}, which names nothing. ` +
        'Pass on what the call that made it has answered: is an await missing, or another member meant?',
    );
  }
  return new Error(
    `${operation} would change something that is no REST API, function or role of the workshop. ` +
      'It is not done, since nothing would remove it again: leave the call out.',
  );
}
