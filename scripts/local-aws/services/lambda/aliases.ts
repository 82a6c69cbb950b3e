import { randomUUID } from 'node:crypto';
import type {
  AliasConfiguration,
  CreateAliasRequest,
  DeleteAliasRequest,
  GetAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from '@aws-sdk/client-lambda';
import { leftOutText } from '../left-out';
import type { Call } from '../service';
import { conflict, invalidValue, notFound } from './errors';
import {
  checkRevision,
  type FoundFunction,
  findUnqualified,
  functionNotFound,
  versionAt,
} from './find-function';
import { lambdaState, type StoredAlias, type StoredFunction } from './state';

const MAX_PAGE = 50;

export function createAlias(input: CreateAliasRequest, call: Call): AliasConfiguration {
  const target = findUnqualified(input, call);
  const { found } = target;
  const name = input.Name!;
  const version = checkedVersion(found, input);
  if (Object.hasOwn(found.aliases, name)) {
    throw conflict(`Alias already exists: ${found.arn}:${name}`);
  }
  const alias = { name, version, description: input.Description ?? '', revisionId: randomUUID() };
  return put(target, alias);
}

export function getAlias(input: GetAliasRequest, call: Call): AliasConfiguration {
  const { found } = findUnqualified(input, call);
  return shown(found, findAlias(found, input.Name!));
}

export function updateAlias(input: UpdateAliasRequest, call: Call): AliasConfiguration {
  const target = findUnqualified(input, call);
  const { found } = target;
  const alias = findAlias(found, input.Name!);
  checkRevision(input.RevisionId, alias.revisionId);
  return put(target, {
    ...alias,
    version: checkedVersion(found, { FunctionVersion: alias.version, ...input }),
    description: input.Description ?? alias.description,
    revisionId: randomUUID(),
  });
}

export function deleteAlias(input: DeleteAliasRequest, call: Call): object {
  const { account, found } = findUnqualified(input, call);
  account.change(lambdaState, ({ functions }) => {
    delete functions[found.name]!.aliases[input.Name!];
  });
  return {};
}

/** Sorted by name; with a version, only the aliases of that one. */
export function listAliases(input: ListAliasesRequest, call: Call): ListAliasesResponse {
  const { found } = findUnqualified(input, call);
  const { Marker = '0', MaxItems = MAX_PAGE, FunctionVersion } = input;
  const start = Number(Marker);
  const all = Object.values(found.aliases)
    .filter(({ version }) => FunctionVersion === undefined || version === FunctionVersion)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const end = start + Math.min(MaxItems, MAX_PAGE);
  return {
    Aliases: all.slice(start, end).map((alias) => shown(found, alias)),
    NextMarker: end < all.length ? String(end) : undefined,
  };
}

function checkedVersion(
  found: StoredFunction,
  {
    FunctionVersion = '',
    RoutingConfig,
  }: Pick<UpdateAliasRequest, 'FunctionVersion' | 'RoutingConfig'>,
): string {
  if (Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}).length > 0) {
    throw invalidValue(leftOutText('weighted-alias'));
  }
  if (!versionAt(found, FunctionVersion)) throw functionNotFound(found, FunctionVersion);
  return FunctionVersion;
}

function findAlias({ arn, aliases }: StoredFunction, name: string): StoredAlias {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (!alias) throw notFound(`Cannot find alias arn: ${arn}:${name}`);
  return alias;
}

function put({ account, found }: FoundFunction, alias: StoredAlias): AliasConfiguration {
  account.change(lambdaState, ({ functions }) => {
    functions[found.name]!.aliases[alias.name] = alias;
  });
  return shown(found, alias);
}

function shown({ arn }: StoredFunction, alias: StoredAlias): AliasConfiguration {
  return {
    AliasArn: `${arn}:${alias.name}`,
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RevisionId: alias.revisionId,
  };
}
