import { randomUUID } from 'node:crypto';
import type {
  CreateFunctionRequest,
  DeleteFunctionRequest,
  DeleteFunctionResponse,
  FunctionConfiguration,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  UpdateFunctionCodeRequest,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import { storeCode } from './code';
import {
  checkSettled,
  configurationOf,
  createdConfiguration,
  updatedConfiguration,
} from './configuration';
import { conflict, invalidValue, violatedConstraint } from './errors';
import { changeFunction, findFunction, functionAddress, functionAt } from './find-function';
import { assumableRole } from './role';
import { runtimeOf } from './runtime';
import { checkSettings } from './settings';
import { lambdaState, type StoredFunction } from './state';
import { checkTags } from './tags';

const MAX_NAME_LENGTH = 64;
const MAX_PAGE = 50;

export function createFunction(input: CreateFunctionRequest, call: Call): FunctionConfiguration {
  const { cloud, account } = call;
  const address = functionAddress(cloud, input.FunctionName ?? '', account);
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
    runtime: input.Runtime,
    roleArn: role.arn,
    handler: input.Handler,
    description: input.Description ?? '',
    timeout: input.Timeout ?? 3,
    memorySize: input.MemorySize ?? 128,
    variables: input.Environment?.Variables ?? {},
    architecture: input.Architectures?.[0] ?? 'x86_64',
    code: storeCode(input.Code ?? {}),
    createdAt: cloud.clock.now().toISOString(),
    revisionId: randomUUID(),
    tags: input.Tags ?? {},
    permissions: [],
  };
  account.change(lambdaState, ({ functions }) => {
    functions[stored.name] = stored;
  });
  return createdConfiguration(stored);
}

export function getFunction(input: GetFunctionRequest, call: Call): GetFunctionResponse {
  const { found } = findFunction(input.FunctionName, call);
  const { reservedConcurrency } = found;
  return {
    Configuration: configurationOf(call.cloud, found),
    // On AWS a Location for downloading the package comes with it.
    Code: { RepositoryType: 'S3' },
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
  return configurationOf(call.cloud, findFunction(input.FunctionName, call).found);
}

export function updateFunctionCode(
  input: UpdateFunctionCodeRequest,
  call: Call,
): FunctionConfiguration {
  const target = findFunction(input.FunctionName, call);
  checkSettled(call.cloud, target.found, 'change');
  if (input.Publish)
    throw invalidValue('Local AWS does not publish versions; it has $LATEST only.');
  const code = storeCode(input);
  if (input.DryRun) return updatedConfiguration({ ...target.found, code });
  const changed = changeFunction(target, input.RevisionId, (stored) => {
    stored.code = code;
    stored.architecture = input.Architectures?.[0] ?? stored.architecture;
    stored.updatedAt = call.cloud.clock.now().toISOString();
  });
  return updatedConfiguration(changed);
}

export function updateFunctionConfiguration(
  input: UpdateFunctionConfigurationRequest,
  call: Call,
): FunctionConfiguration {
  const target = findFunction(input.FunctionName, call);
  checkSettled(call.cloud, target.found, 'change');
  checkSettings(input);
  if (input.Role !== undefined) assumableRole(call.cloud, input.Role, target.found.arn);
  const changed = changeFunction(target, input.RevisionId, (stored) => {
    stored.roleArn = input.Role ?? stored.roleArn;
    stored.runtime = input.Runtime ?? stored.runtime;
    stored.handler = input.Handler ?? stored.handler;
    stored.description = input.Description ?? stored.description;
    stored.timeout = input.Timeout ?? stored.timeout;
    stored.memorySize = input.MemorySize ?? stored.memorySize;
    stored.variables = input.Environment ? (input.Environment.Variables ?? {}) : stored.variables;
    stored.updatedAt = call.cloud.clock.now().toISOString();
  });
  return updatedConfiguration(changed);
}

/** Sorted by name; a page's marker is the last name on it. */
export function listFunctions(input: ListFunctionsRequest, call: Call): ListFunctionsResponse {
  const { Marker = '', MaxItems = MAX_PAGE } = input;
  const { functions } = call.account.read(lambdaState);
  const rest = Object.values(functions)
    .filter(({ name }) => name > Marker)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = rest.slice(0, Math.min(MaxItems, MAX_PAGE));
  const last = page.at(-1);
  return {
    Functions: page.map((stored) => configurationOf(call.cloud, stored)),
    NextMarker: rest.length > page.length ? last?.name : undefined,
  };
}

export async function deleteFunction(
  input: DeleteFunctionRequest,
  call: Call,
): Promise<DeleteFunctionResponse> {
  const { account, found } = findFunction(input.FunctionName, call);
  account.change(lambdaState, ({ functions }) => {
    delete functions[found.name];
  });
  await runtimeOf(call.cloud).forget(found.arn);
  return { StatusCode: 204 };
}

function checkName(name: string): void {
  if (name.length <= MAX_NAME_LENGTH) return;
  const constraint = `Member must have length less than or equal to ${MAX_NAME_LENGTH}`;
  throw violatedConstraint(name, 'functionName', constraint);
}
