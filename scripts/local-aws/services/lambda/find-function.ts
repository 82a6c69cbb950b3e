import type { Account } from '../../account/account';
import { arnOf } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import type { Call } from '../service';
import { notFound, revisionMismatch, violatedConstraint } from './errors';
import { lambdaState, type StoredFunction } from './state';

const NAME =
  /^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** What a FunctionName names: an account's function, existing or not. */
export interface FunctionAddress {
  /** The owner; undefined when the account is none of this cloud's. */
  account: Account | undefined;
  name: string;
  arn: string;
}

/**
 * Reads a FunctionName: a name, a partial ARN or an ARN, with or without a qualifier.
 * @throws ServiceError for what is none of these, and for a version that does not exist
 */
export function functionAddress(cloud: Cloud, functionName: string, caller: Account) {
  const match = NAME.exec(functionName);
  if (!match) {
    throw violatedConstraint(
      functionName,
      'functionName',
      `Member must satisfy regular expression pattern: ${NAME.source.slice(1, -1)}`,
    );
  }
  const accountId = match[5]?.slice(0, -1) ?? caller.id;
  const name = match[7]!;
  const region = match[3]?.slice(0, -1) ?? cloud.region;
  const arn = arnOf('lambda', { region, accountId }, `function:${name}`);
  const qualifier = match[9];
  // Versions are not published here: there is only the latest.
  if (qualifier !== undefined && qualifier !== '$LATEST') {
    throw notFound(`Function not found: ${arn}:${qualifier}`);
  }
  const account = region === cloud.region ? cloud.accounts.get(accountId) : undefined;
  return { account, name, arn } satisfies FunctionAddress;
}

/** The function at an address, or undefined. */
export function functionAt({ account, name }: FunctionAddress): StoredFunction | undefined {
  const functions = account?.read(lambdaState).functions ?? {};
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/**
 * The function that an operation works on, and the account that owns it.
 * @throws ServiceError when there is none
 */
export function findFunction(
  functionName: string | undefined,
  { cloud, account: caller }: Call,
): { account: Account; found: StoredFunction } {
  const address = functionAddress(cloud, functionName ?? '', caller);
  const found = functionAt(address);
  if (!found || !address.account) throw notFound(`Function not found: ${address.arn}`);
  return { account: address.account, found };
}

/**
 * Changes a function, if it is still the one that the caller has seen.
 * @param revisionId the revision that the caller expects, when it gives one
 * @param edit gets the function, which has a new revision already
 * @throws ServiceError when the revision is another one
 */
export function changeFunction(
  { account, found }: { account: Account; found: StoredFunction },
  revisionId: string | undefined,
  edit: (stored: StoredFunction) => void,
): StoredFunction {
  if (revisionId !== undefined && revisionId !== found.revisionId) throw revisionMismatch();
  return account.change(lambdaState, ({ functions }) => {
    const stored = functions[found.name]!;
    stored.revisionId = crypto.randomUUID();
    edit(stored);
    return stored;
  });
}
