import { randomUUID } from 'node:crypto';
import type {
  FunctionConfiguration,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
  PublishVersionRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import {
  checkSettled,
  configurationOf,
  currentRevision,
  listedConfiguration,
} from './configuration';
import { conflict, invalidValue } from './errors';
import { checkRevision, type FoundFunction, findFunction, findUnqualified } from './find-function';
import { type FunctionVersion, lambdaState, type StoredFunction } from './state';

const MAX_PAGE = 50;

/** Freezes the latest version under the next number, unless nothing changed since the last one. */
export function publishVersion(input: PublishVersionRequest, call: Call): FunctionConfiguration {
  const { cloud } = call;
  const target = findUnqualified(input, call);
  const { found } = target;
  checkSettled(cloud, found, found, 'change');
  checkRevision(input.RevisionId, currentRevision(cloud, found));
  const { sha256 } = found.code;
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== sha256) {
    throw invalidValue(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST ` +
        `(${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  const version = publish(target, input.Description);
  return configurationOf(cloud, found, version, version.version);
}

/** `$LATEST` first, then the published versions in their order. */
export function listVersionsByFunction(
  input: ListVersionsByFunctionRequest,
  call: Call,
): ListVersionsByFunctionResponse {
  const { found } = findFunction(input, call);
  const { Marker = '0', MaxItems = MAX_PAGE } = input;
  const start = Number(Marker);
  const all = [found, ...Object.values(found.versions)];
  const end = start + Math.min(MaxItems, MAX_PAGE);
  return {
    Versions: all
      .slice(start, end)
      .map((version) => listedConfiguration(call.cloud, found, version, version.version)),
    NextMarker: end < all.length ? String(end) : undefined,
  };
}

/**
 * Publishes what `$LATEST` is now.
 * @param description of the version, when it is not that of `$LATEST`
 * @returns the new version, or the last one if nothing has changed since it was published
 */
export function publish(
  { account, found }: Pick<FoundFunction, 'account' | 'found'>,
  description: string = found.description,
): FunctionVersion {
  const last = found.versions[String(found.lastVersion)];
  if (last && contentOf(last) === contentOf(found)) return last;
  return account.change(lambdaState, ({ functions }) => {
    const stored = functions[found.name]!;
    stored.lastVersion += 1;
    const version = frozen(stored, String(stored.lastVersion), description);
    stored.versions[version.version] = version;
    return version;
  });
}

/** Removes a published version; one that does not exist is no error. */
export function forgetVersion({ account, found }: FoundFunction, number: string): void {
  const users = Object.values(found.aliases).filter(({ version }) => version === number);
  if (users.length > 0) {
    const arns = users.map(({ name }) => `${found.arn}:${name}`).join(', ');
    throw conflict(
      `Unable to delete version because the following aliases reference it: [${arns}]`,
    );
  }
  account.change(lambdaState, ({ functions }) => {
    delete functions[found.name]!.versions[number];
  });
}

/** Whether a qualifier can be the name of an alias: a number and `$LATEST` are versions. */
export function isAliasName(qualifier: string): boolean {
  return /^(?!\d+$)[a-zA-Z0-9-_]+$/.test(qualifier);
}

function frozen(latest: StoredFunction, version: string, description: string): FunctionVersion {
  const revisionId = randomUUID();
  return {
    version,
    runtime: latest.runtime,
    roleArn: latest.roleArn,
    handler: latest.handler,
    description,
    timeout: latest.timeout,
    memorySize: latest.memorySize,
    variables: latest.variables,
    architecture: latest.architecture,
    code: latest.code,
    createdAt: latest.createdAt,
    updatedAt: latest.updatedAt,
    revisionId,
    settledRevisionId: revisionId,
  };
}

/** What makes a version worth publishing: its code and its configuration, not its description. */
function contentOf(version: FunctionVersion): string {
  const { code, runtime, roleArn, handler, timeout, memorySize, variables, architecture } = version;
  const { sha256 } = code;
  const settings = { runtime, roleArn, handler, timeout, memorySize, variables, architecture };
  return JSON.stringify({ sha256, ...settings });
}
