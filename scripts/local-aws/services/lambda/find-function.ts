import type { Account } from '../../account/account';
import { arnOf } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import type { Call } from '../service';
import { invalidValue, notFound, revisionMismatch } from './errors';
import { type FunctionVersion, lambdaState, type StoredFunction } from './state';

const NAME =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2,4}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(.+))?$/;

export const LATEST = '$LATEST';

/** What a FunctionName and a Qualifier name: an account's function, existing or not. */
export interface FunctionAddress {
  /** The owner; undefined when the account does not exist in this cloud. */
  account: Account | undefined;
  accountId: string;
  name: string;
  /** Without the qualifier. */
  arn: string;
  /** A version or an alias; absent when none was named. */
  qualifier: string | undefined;
}

/** The members by which an input names a function. */
export interface FunctionInput {
  FunctionName?: string | undefined;
  Qualifier?: string | undefined;
}

/**
 * Reads a FunctionName - a name, a partial ARN or an ARN, with or without a qualifier - and the
 * Qualifier beside it. Their form is checked before, by the constraints of the model.
 * @throws ServiceError for two qualifiers that differ, and for a function of another region
 */
export function functionAddress(
  cloud: Cloud,
  { FunctionName = '', Qualifier }: FunctionInput,
  caller: Account,
): FunctionAddress {
  const [, region = cloud.region, accountId = caller.id, name = FunctionName, derived] =
    NAME.exec(FunctionName) ?? [];
  if (derived !== undefined && Qualifier !== undefined && derived !== Qualifier) {
    throw invalidValue(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  if (region !== cloud.region) {
    throw notFound(
      `Functions from '${region}' are not reachable in this region ('${cloud.region}')`,
    );
  }
  const qualifier = Qualifier ?? derived;
  return {
    account: cloud.accounts.get(accountId),
    accountId,
    name,
    arn: arnOf('lambda', { region, accountId }, `function:${name}`),
    qualifier,
  };
}

/** The function at an address, whatever its qualifier; or undefined. */
export function functionAt({ account, name }: FunctionAddress): StoredFunction | undefined {
  const functions = account?.read(lambdaState).functions ?? {};
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** A function that an operation works on. */
export interface FoundFunction {
  /** The owner. */
  account: Account;
  found: StoredFunction;
  qualifier: string | undefined;
}

/**
 * The function that an operation works on, its qualifier not resolved yet.
 * @throws ServiceError when there is none
 */
export function findFunction(
  input: FunctionInput,
  { cloud, account: caller }: Call,
): FoundFunction {
  const address = functionAddress(cloud, input, caller);
  const found = functionAt(address);
  if (!found || !address.account) throw functionNotFound(address, address.qualifier);
  const { account, qualifier } = address;
  return { account, found, qualifier };
}

/**
 * The function that an operation works on which knows neither versions nor aliases.
 * @throws ServiceError when there is none, or when a qualifier was named
 */
export function findUnqualified(input: FunctionInput, call: Call): FoundFunction {
  const address = functionAddress(call.cloud, input, call.account);
  if (address.qualifier !== undefined) {
    throw invalidValue(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support ' +
        'this operation. Please specify either a function name or an unqualified function ARN.',
    );
  }
  return findFunction(input, call);
}

/**
 * The version that a qualifier names, directly or through an alias.
 * @throws ServiceError when there is none
 */
export function findVersion(found: StoredFunction, qualifier: string = LATEST): FunctionVersion {
  const version = versionAt(found, qualifier);
  if (!version) throw functionNotFound(found, qualifier);
  return version;
}

/** The version that a qualifier names; or undefined. */
export function versionAt(found: StoredFunction, qualifier: string): FunctionVersion | undefined {
  if (qualifier === LATEST) return found;
  const { aliases, versions } = found;
  if (Object.hasOwn(versions, qualifier)) return versions[qualifier];
  const alias = Object.hasOwn(aliases, qualifier) ? aliases[qualifier] : undefined;
  return alias && versionAt(found, alias.version);
}

/** A function's ARN as it is called: with its qualifier where there is one. */
export function qualifiedArn(arn: string, qualifier: string | undefined): string {
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** What to answer where a function, or one of its versions, does not exist. */
export function functionNotFound({ arn }: { arn: string }, qualifier: string | undefined) {
  return notFound(`Function not found: ${qualifiedArn(arn, qualifier)}`);
}

/**
 * Changes a function.
 * @param edit gets the function, which has a new revision already
 */
export function changeFunction(
  { account, found }: FoundFunction,
  edit: (stored: StoredFunction) => void,
): StoredFunction {
  return account.change(lambdaState, ({ functions }) => {
    const stored = functions[found.name]!;
    const revision = { revisionId: crypto.randomUUID(), settledRevisionId: crypto.randomUUID() };
    Object.assign(stored, revision);
    edit(stored);
    return stored;
  });
}

/**
 * Refuses a change by a caller who has not seen the current revision.
 * @param expected the revision that the caller gives, if any
 * @param whereToLook the operations that tell the current revision
 * @throws ServiceError when it is another one
 */
export function checkRevision(
  expected: string | undefined,
  current: string,
  whereToLook = 'GetFunction/GetAlias',
): void {
  if (expected !== undefined && expected !== current) throw revisionMismatch(whereToLook);
}
