import { createHash } from 'node:crypto';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { arnOf } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import { conflict } from './errors';
import { qualifiedArn } from './find-function';
import type { FunctionVersion, StoredFunction } from './state';

/** Where a version is between two settled states. */
type Lifecycle = Required<Pick<FunctionConfiguration, 'State' | 'LastUpdateStatus'>>;

const REASON = 'The function is being created.';

const CREATING = { StateReason: REASON, StateReasonCode: 'Creating' } as const;

/** AWS gives an update the code of a creation, which the client's types do not list. */
const UPDATING = {
  LastUpdateStatusReason: REASON,
  LastUpdateStatusReasonCode: 'Creating' as FunctionConfiguration['LastUpdateStatusReasonCode'],
};

/**
 * A version of a function as the API describes it.
 * @param qualifier as it was asked for: the ARN shows it
 */
export function configurationOf(
  cloud: Cloud,
  found: StoredFunction,
  version: FunctionVersion = found,
  qualifier?: string,
): FunctionConfiguration {
  const lifecycle = lifecycleOf(cloud, version);
  return {
    ...describe(cloud, found, version, qualifier),
    RevisionId: currentRevision(cloud, version),
    ...lifecycle,
    ...(lifecycle.State === 'Pending' ? CREATING : {}),
    ...(lifecycle.LastUpdateStatus === 'InProgress' ? UPDATING : {}),
  };
}

/** A function, or its first version, as the answer to its own creation describes it. */
export function createdConfiguration(
  cloud: Cloud,
  found: StoredFunction,
  version: FunctionVersion = found,
): FunctionConfiguration {
  const qualifier = version === found ? undefined : version.version;
  return { ...describe(cloud, found, version, qualifier), State: 'Pending', ...CREATING };
}

/** A function as the answer to its own update describes it. */
export function updatedConfiguration(cloud: Cloud, found: StoredFunction): FunctionConfiguration {
  const lifecycle = { State: 'Active', LastUpdateStatus: 'InProgress' } as const;
  return { ...describe(cloud, found, found), ...lifecycle, ...UPDATING };
}

/** A version as lists show it: without what changes while it is created or updated. */
export function listedConfiguration(
  cloud: Cloud,
  found: StoredFunction,
  version: FunctionVersion,
  qualifier?: string,
): FunctionConfiguration {
  const { RuntimeVersionConfig, ...shown } = describe(cloud, found, version, qualifier);
  return { ...shown, RevisionId: currentRevision(cloud, version) };
}

/** The revision that a caller who looks now is shown. */
export function currentRevision(cloud: Cloud, version: FunctionVersion): string {
  return lifecycleOf(cloud, version).LastUpdateStatus === 'InProgress'
    ? version.revisionId
    : version.settledRevisionId;
}

/**
 * @throws ServiceError while the version is being created or updated, when it can be neither
 *   changed nor, before it is active, invoked
 */
export function checkSettled(
  cloud: Cloud,
  { arn }: StoredFunction,
  version: FunctionVersion,
  purpose: 'change' | 'invoke',
): void {
  const { State, LastUpdateStatus } = lifecycleOf(cloud, version);
  if (State === 'Pending') {
    throw conflict(
      'The operation cannot be performed at this time. ' +
        'The function is currently in the following state: Pending',
    );
  }
  if (purpose === 'change' && LastUpdateStatus === 'InProgress') {
    throw conflict(
      'The operation cannot be performed at this time. ' +
        `An update is in progress for resource: ${arn}`,
    );
  }
}

function lifecycleOf({ reality }: Cloud, { createdAt, updatedAt }: FunctionVersion): Lifecycle {
  const isCreated = reality.hasPropagated('deployment', createdAt);
  const isUpdated = updatedAt === undefined || reality.hasPropagated('deployment', updatedAt);
  return {
    State: isCreated ? 'Active' : 'Pending',
    LastUpdateStatus: isCreated && isUpdated ? 'Successful' : 'InProgress',
  };
}

/** Where an alias or a version is described, the ARN names it; else it is the function's own. */
function describe(
  { region }: Cloud,
  { name, arn }: StoredFunction,
  version: FunctionVersion,
  qualifier?: string,
): FunctionConfiguration {
  const { variables } = version;
  return {
    FunctionName: name,
    FunctionArn: qualifiedArn(arn, qualifier),
    Runtime: version.runtime as FunctionConfiguration['Runtime'],
    Role: version.roleArn,
    Handler: version.handler,
    CodeSize: version.code.size,
    Description: version.description,
    Timeout: version.timeout,
    MemorySize: version.memorySize,
    LastModified: (version.updatedAt ?? version.createdAt).replace('Z', '+0000'),
    CodeSha256: version.code.sha256,
    Version: version.version,
    Environment: variables && { Variables: variables },
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: version.revisionId,
    PackageType: 'Zip',
    Architectures: [version.architecture] as FunctionConfiguration['Architectures'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(region, version.runtime) },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  };
}

/** On AWS it names a build of the runtime; here there is one for each runtime. */
function runtimeVersionArn(region: string, runtime: string): string {
  const build = createHash('sha256').update(runtime).digest('hex');
  return arnOf('lambda', { region }, `runtime:${build}`);
}
