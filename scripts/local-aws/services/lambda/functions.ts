import { randomUUID } from 'node:crypto';
import type {
  CreateFunctionRequest,
  DeleteFunctionRequest,
  DeleteFunctionResponse,
  FunctionConfiguration,
  GetFunctionCodeSigningConfigRequest,
  GetFunctionCodeSigningConfigResponse,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { table } from '../../state/slice';
import type { Call } from '../service';
import { codeLocation, storeCode } from './code';
import {
  checkSettled,
  configurationOf,
  createdConfiguration,
  currentRevision,
  listedConfiguration,
  updatedConfiguration,
} from './configuration';
import { conflict, invalidValue } from './errors';
import {
  changeFunction,
  checkRevision,
  type FoundFunction,
  findFunction,
  findUnqualified,
  findVersion,
  functionAddress,
  functionAt,
  LATEST,
} from './find-function';
import { assumableRole } from './role';
import { runtimeOf } from './runtime';
import { checkSettings } from './settings';
import { lambdaState, type StoredFunction } from './state';
import { checkTags } from './tags';
import { forgetVersion, isAliasName, publish } from './versions';

const MAX_NAME_LENGTH = 64;
const MAX_PAGE = 50;

export function createFunction(input: CreateFunctionRequest, call: Call): FunctionConfiguration {
  const { cloud, account } = call;
  const address = functionAddress(cloud, input, account);
  checkName(address.name);
  if (functionAt(address)) throw conflict(`Function already exist: ${address.name}`);
  if (input.PackageType === 'Image') {
    throw invalidValue('Local AWS does not support the package type Image. Use Zip.');
  }
  if (!input.Runtime || !input.Handler) {
    throw invalidValue(
      'Runtime and Handler are mandatory parameters for functions created with deployment ' +
        'packages.',
    );
  }
  checkSettings(input);
  checkTags(input.Tags ?? {});
  const role = assumableRole(cloud, input.Role ?? '', address.arn);

  const stored: StoredFunction = {
    name: address.name,
    arn: address.arn,
    version: LATEST,
    runtime: input.Runtime,
    roleArn: role.arn,
    handler: input.Handler,
    description: input.Description ?? '',
    timeout: input.Timeout ?? 3,
    memorySize: input.MemorySize ?? 128,
    variables: input.Environment?.Variables,
    architecture: input.Architectures?.[0] ?? 'x86_64',
    code: storeCode(input.Code ?? {}),
    createdAt: cloud.clock.now().toISOString(),
    revisionId: randomUUID(),
    settledRevisionId: randomUUID(),
    tags: input.Tags ?? {},
    permissions: [],
    versions: table(),
    lastVersion: 0,
    aliases: table(),
  };
  account.change(lambdaState, ({ functions }) => {
    functions[stored.name] = stored;
  });
  if (!input.Publish) return createdConfiguration(cloud, stored);
  return createdConfiguration(cloud, stored, publish({ account, found: stored }));
}

export function getFunction(input: GetFunctionRequest, call: Call): GetFunctionResponse {
  const { found, qualifier } = findFunction(input, call);
  const version = findVersion(found, qualifier);
  const { reservedConcurrency } = found;
  return {
    Configuration: configurationOf(call.cloud, found, version, qualifier),
    Code: { RepositoryType: 'S3', Location: codeLocation(call.cloud, version.code) },
    Tags: Object.keys(found.tags).length > 0 ? found.tags : undefined,
    ...(reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
}

export function getFunctionConfiguration(
  input: GetFunctionRequest,
  call: Call,
): FunctionConfiguration {
  const { found, qualifier } = findFunction(input, call);
  return configurationOf(call.cloud, found, findVersion(found, qualifier), qualifier);
}

/** Code signing is not supported: no function has a configuration for it. */
export function getFunctionCodeSigningConfig(
  input: GetFunctionCodeSigningConfigRequest,
  call: Call,
): GetFunctionCodeSigningConfigResponse {
  const { found } = findFunction(input, call);
  return { CodeSigningConfigArn: undefined, FunctionName: found.name };
}

export function updateFunctionCode(
  input: UpdateFunctionCodeRequest,
  call: Call,
): FunctionConfiguration {
  const { cloud } = call;
  const target = findUnqualified(input, call);
  checkChangeable(target, input.RevisionId, call);
  const code = storeCode(input);
  const architecture = input.Architectures?.[0] ?? target.found.architecture;
  if (input.DryRun) return updatedConfiguration(cloud, { ...target.found, code, architecture });
  const changed = changeFunction(target, (stored) => {
    stored.code = code;
    stored.architecture = architecture;
    stored.updatedAt = cloud.clock.now().toISOString();
  });
  if (!input.Publish) return updatedConfiguration(cloud, changed);
  const version = publish({ ...target, found: changed });
  return configurationOf(cloud, changed, version, version.version);
}

export function updateFunctionConfiguration(
  input: UpdateFunctionConfigurationRequest,
  call: Call,
): FunctionConfiguration {
  const { cloud } = call;
  const target = findUnqualified(input, call);
  checkChangeable(target, input.RevisionId, call);
  checkSettings(input);
  if (input.Role !== undefined) assumableRole(cloud, input.Role, target.found.arn);
  const changed = changeFunction(target, (stored) => {
    stored.roleArn = input.Role ?? stored.roleArn;
    stored.runtime = input.Runtime ?? stored.runtime;
    stored.handler = input.Handler ?? stored.handler;
    stored.description = input.Description ?? stored.description;
    stored.timeout = input.Timeout ?? stored.timeout;
    stored.memorySize = input.MemorySize ?? stored.memorySize;
    if (input.Environment) stored.variables = input.Environment.Variables ?? {};
    stored.updatedAt = cloud.clock.now().toISOString();
  });
  return updatedConfiguration(cloud, changed);
}

/** Sorted by name; a page's marker is the last ARN on it. With `ALL`, each version is listed. */
export function listFunctions(input: ListFunctionsRequest, call: Call): ListFunctionsResponse {
  const { Marker = '', MaxItems = MAX_PAGE } = input;
  const { functions } = call.account.read(lambdaState);
  const rest = Object.values(functions)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((found) => listed(found, input.FunctionVersion === 'ALL', call))
    .filter(({ FunctionArn = '' }) => FunctionArn > Marker);
  const page = rest.slice(0, Math.min(MaxItems, MAX_PAGE));
  const last = page.at(-1)?.FunctionArn;
  return { Functions: page, NextMarker: rest.length > page.length ? last : undefined };
}

function listed(found: StoredFunction, allVersions: boolean, { cloud }: Call) {
  if (!allVersions) return [listedConfiguration(cloud, found, found)];
  return [found, ...Object.values(found.versions)].map((version) =>
    listedConfiguration(cloud, found, version, version.version),
  );
}

/** Deletes a function with all its versions and aliases, or one version of it. */
export async function deleteFunction(
  input: DeleteFunctionRequest,
  call: Call,
): Promise<DeleteFunctionResponse> {
  const { qualifier, arn } = functionAddress(call.cloud, input, call.account);
  if (qualifier === LATEST) {
    throw invalidValue('$LATEST version cannot be deleted without deleting the function.');
  }
  if (qualifier !== undefined && isAliasName(qualifier)) {
    throw invalidValue('Deletion of aliases is not currently supported.');
  }
  // A function that does not exist is reported without the version that was asked for.
  const target = findFunction({ FunctionName: arn }, call);
  if (qualifier === undefined) {
    target.account.change(lambdaState, ({ functions }) => {
      delete functions[target.found.name];
    });
    await runtimeOf(call.cloud).forget(target.found.arn);
  } else {
    forgetVersion(target, qualifier);
    await runtimeOf(call.cloud).forget(target.found.arn, qualifier);
  }
  return { StatusCode: 204 };
}

function checkName(name: string): void {
  if (name.length <= MAX_NAME_LENGTH) return;
  throw invalidValue(
    `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy ` +
      `constraint: Member must have length less than or equal to ${MAX_NAME_LENGTH}`,
  );
}

function checkChangeable(
  { found }: FoundFunction,
  expectedRevision: string | undefined,
  { cloud }: Call,
): void {
  checkSettled(cloud, found, found, 'change');
  checkRevision(expectedRevision, currentRevision(cloud, found));
}
