import type {
  CreateDeploymentRequest,
  CreateStageRequest,
  DeleteStageRequest,
  GetStageRequest,
  GetStagesRequest,
  PatchOperation,
  Stage,
  Stages,
  UpdateStageRequest,
} from '@aws-sdk/client-api-gateway';
import { leftOutText } from '../left-out';
import type { Call } from '../service';
import { entries, flag, type PatchRules, patched, text } from './patch';
import type { StoredRestApi, StoredStage } from './state';
import { badRequest, changeRestApi, conflict, found, readRestApi, shownTime } from './stored';

type StageMembers = StoredStage['stage'];

const STAGE_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const VARIABLE_NAME = /^\w+$/;
const VARIABLE_VALUE = /^[A-Za-z0-9\-._~:/?#&=,]+$/;

const DEFAULTS = {
  cacheClusterEnabled: false,
  cacheClusterStatus: 'NOT_AVAILABLE',
  methodSettings: {},
  tracingEnabled: false,
} as const;

const PATCHES: PatchRules<StageMembers> = {
  '/deploymentId': text('deploymentId'),
  '/description': text('description', ['remove', 'replace']),
  '/documentationVersion': text('documentationVersion'),
  '/tracingEnabled': flag('tracingEnabled'),
  '/variables/*': entries('variables'),
};

export function createStage(input: CreateStageRequest, call: Call): Stage {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const { restApiId: _, stageName = '', deploymentId = '', ...members } = input;
    if (existing(restApi, stageName)) throw conflict('Stage already exists');
    checkDeployment(restApi, deploymentId);
    return shown(put(restApi, { ...members, stageName, deploymentId }, call.cloud.clock.now()));
  });
}

export function getStage(input: GetStageRequest, call: Call): Stage {
  return shown(stageOf(readRestApi(call, input.restApiId), input.stageName));
}

export function getStages(input: GetStagesRequest, call: Call): Stages {
  const all = Object.values(readRestApi(call, input.restApiId).stages);
  const { deploymentId } = input;
  const asked = all.filter(({ stage }) => !deploymentId || stage.deploymentId === deploymentId);
  return { item: asked.map(shown) };
}

export function updateStage(input: UpdateStageRequest, call: Call): Stage {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const stored = stageOf(restApi, input.stageName);
    for (const operation of input.patchOperations ?? []) checkSettings(operation);
    const stage = patched(stored.stage, input.patchOperations, PATCHES);
    checkDeployment(restApi, stage.deploymentId);
    return shown(put(restApi, stage, call.cloud.clock.now()));
  });
}

export function deleteStage(input: DeleteStageRequest, call: Call): object {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const { stageName } = stageOf(restApi, input.stageName).stage;
    delete restApi.stages[stageName];
    return {};
  });
}

/** The stage of that name. @throws NotFoundException */
export function stageOf(restApi: StoredRestApi, stageName: string | undefined): StoredStage {
  return found(restApi.stages, stageName, 'Invalid stage identifier specified');
}

/**
 * Points a stage to a deployment that is being created; a stage that does not exist yet is created.
 * @throws BadRequestException for a name or a variable that a stage cannot have
 */
export function deployStage(
  restApi: StoredRestApi,
  deploymentId: string,
  request: CreateDeploymentRequest,
  now: Date,
): void {
  const { stageName = '', stageDescription, variables, tracingEnabled } = request;
  const given = {
    ...(stageDescription !== undefined && { description: stageDescription }),
    ...(variables && { variables }),
    ...(tracingEnabled !== undefined && { tracingEnabled }),
  };
  const current = existing(restApi, stageName)?.stage;
  put(restApi, { ...current, ...given, stageName, deploymentId }, now);
}

/** Creates or replaces the stage of that name. */
function put(restApi: StoredRestApi, stage: StageMembers, now: Date): StoredStage {
  check(stage);
  const time = now.toISOString();
  const current = existing(restApi, stage.stageName);
  const previousDeploymentId = current?.stage.deploymentId;
  const isMoved = previousDeploymentId !== stage.deploymentId;
  const stored: StoredStage = {
    createdDate: time,
    deployedAt: time,
    ...current,
    ...(isMoved && { deployedAt: time, previousDeploymentId }),
    stage: { ...DEFAULTS, ...stage },
    lastUpdatedDate: time,
  };
  restApi.stages[stage.stageName] = stored;
  return stored;
}

function existing({ stages }: StoredRestApi, stageName: string): StoredStage | undefined {
  return Object.hasOwn(stages, stageName) ? stages[stageName] : undefined;
}

function check({ stageName, variables = {} }: StageMembers): void {
  if (!STAGE_NAME.test(stageName)) throw badRequest('Stage name only allows a-zA-Z0-9_-');
  for (const [name, value] of Object.entries(variables)) {
    if (!VARIABLE_NAME.test(name)) {
      throw badRequest(`Invalid stage variable name: ${name}. Use a-zA-Z0-9_ only`);
    }
    if (!VARIABLE_VALUE.test(value)) {
      throw badRequest(
        `Invalid stage variable value: ${value}. ` +
          'Please use values with alphanumeric characters and the symbols -._~:/?#&=, only',
      );
    }
  }
}

const ACCESS_LOG_PATHS = ['/accessLogSettings/destinationArn', '/accessLogSettings/format'];

/** Access logs and the settings of methods are not supported here: a stage has neither. */
function checkSettings({ op, path = '', value = '' }: PatchOperation): void {
  const [, group = '', name, ...more] = path.split('/');
  const isAccessLog = group === 'accessLogSettings';
  if (op === 'remove' && name !== undefined && more.length === 0 && group !== 'variables') {
    throw badRequest(
      `Cannot remove method setting ${group}/${name} because there is no method setting for ` +
        'this method ',
    );
  }
  if (isAccessLog && op !== 'remove') {
    if (!ACCESS_LOG_PATHS.includes(path)) {
      throw badRequest(
        `Invalid accessLogSettings path. Must be one of : [${ACCESS_LOG_PATHS.join(', ')}]`,
      );
    }
    if (value === '') throw badRequest('Access Log value must not be empty');
    throw badRequest(leftOutText('access-logs'));
  }
  if (more.length > 0) {
    throw badRequest(leftOutText('method-settings'));
  }
}

function checkDeployment({ deployments }: StoredRestApi, id: string): void {
  found(deployments, id, 'Invalid Deployment identifier specified');
}

function shown({ stage, createdDate, lastUpdatedDate }: StoredStage): Stage {
  return {
    ...stage,
    createdDate: shownTime(createdDate),
    lastUpdatedDate: shownTime(lastUpdatedDate),
  };
}
