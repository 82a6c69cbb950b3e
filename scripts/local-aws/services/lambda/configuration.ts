import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Cloud } from '../../account/cloud';
import { conflict } from './errors';
import type { StoredFunction } from './state';

/** Where a function is between two settled states. */
type Lifecycle = Required<Pick<FunctionConfiguration, 'State' | 'LastUpdateStatus'>>;

const CREATING = {
  StateReason: 'The function is being created.',
  StateReasonCode: 'Creating',
} as const;

const UPDATING = { LastUpdateStatusReason: 'The function is being created.' };

/** A function as the API describes it. */
export function configurationOf(cloud: Cloud, stored: StoredFunction): FunctionConfiguration {
  return describe(stored, lifecycleOf(cloud, stored));
}

/** A function as the answer to its own creation describes it. */
export function createdConfiguration(stored: StoredFunction): FunctionConfiguration {
  const { LastUpdateStatus, ...created } = describe(stored, {
    State: 'Pending',
    LastUpdateStatus: 'InProgress',
  });
  return created;
}

/** A function as the answer to its own update describes it. */
export function updatedConfiguration(stored: StoredFunction): FunctionConfiguration {
  return describe(stored, { State: 'Active', LastUpdateStatus: 'InProgress' });
}

/**
 * @throws ServiceError while the function is being created or updated, when it can be neither
 *   changed nor, before it is active, invoked
 */
export function checkSettled(
  cloud: Cloud,
  stored: StoredFunction,
  purpose: 'change' | 'invoke',
): void {
  const { State, LastUpdateStatus } = lifecycleOf(cloud, stored);
  if (State === 'Pending') {
    throw conflict(
      'The operation cannot be performed at this time. ' +
        'The function is currently in the following state: Pending',
    );
  }
  if (purpose === 'change' && LastUpdateStatus === 'InProgress') {
    throw conflict(
      'The operation cannot be performed at this time. ' +
        `An update is in progress for resource: ${stored.arn}`,
    );
  }
}

function lifecycleOf({ reality }: Cloud, { createdAt, updatedAt }: StoredFunction): Lifecycle {
  const isCreated = reality.hasPropagated('deployment', createdAt);
  const isUpdated = updatedAt === undefined || reality.hasPropagated('deployment', updatedAt);
  return {
    State: isCreated ? 'Active' : 'Pending',
    LastUpdateStatus: isCreated && isUpdated ? 'Successful' : 'InProgress',
  };
}

function describe(stored: StoredFunction, lifecycle: Lifecycle): FunctionConfiguration {
  return {
    FunctionName: stored.name,
    FunctionArn: stored.arn,
    Runtime: stored.runtime as FunctionConfiguration['Runtime'],
    Role: stored.roleArn,
    Handler: stored.handler,
    CodeSize: stored.code.size,
    Description: stored.description,
    Timeout: stored.timeout,
    MemorySize: stored.memorySize,
    LastModified: (stored.updatedAt ?? stored.createdAt).replace('Z', '+0000'),
    CodeSha256: stored.code.sha256,
    Version: '$LATEST',
    Environment:
      Object.keys(stored.variables).length > 0 ? { Variables: stored.variables } : undefined,
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: stored.revisionId,
    ...lifecycle,
    ...(lifecycle.State === 'Pending' ? CREATING : {}),
    ...(lifecycle.LastUpdateStatus === 'InProgress' ? UPDATING : {}),
    PackageType: 'Zip',
    Architectures: [stored.architecture] as FunctionConfiguration['Architectures'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${stored.name}` },
  };
}
