import type { Account } from '../account/account';
import type { Cloud } from '../account/cloud';
import {
  apiGatewaySlice,
  type DeploymentSnapshot,
  type StoredRestApi,
  type StoredStage,
} from '../services/apigateway/state';
import type { StageAddress } from './address';
import type { ServingStage } from './invocation';

/** A stage with the snapshot that it serves now. */
export interface ServedStage {
  /** The owner of the API. */
  account: Account;
  api: StoredRestApi;
  stage: ServingStage;
  snapshot: DeploymentSnapshot;
}

/**
 * Finds what a stage serves. API ids are unique among all accounts, so the id tells the owner.
 * @returns undefined if there is no such API or stage, or none that is reachable
 */
export function findServedStage(cloud: Cloud, address: StageAddress): ServedStage | undefined {
  for (const account of cloud.accounts.values()) {
    const { restApis } = account.read(apiGatewaySlice);
    if (!Object.hasOwn(restApis, address.apiId)) continue;
    const api = restApis[address.apiId]!;
    return api.api.disableExecuteApiEndpoint
      ? undefined
      : stageOf(cloud, account, api, address.stage);
  }
  return undefined;
}

function stageOf(
  cloud: Cloud,
  account: Account,
  api: StoredRestApi,
  stageName: string,
): ServedStage | undefined {
  const stored = Object.hasOwn(api.stages, stageName) ? api.stages[stageName] : undefined;
  const deploymentId = stored && servedDeploymentId(cloud, stored);
  const deployment = deploymentId === undefined ? undefined : api.deployments[deploymentId];
  if (!stored || !deployment) return undefined;
  const { variables } = stored.stage;
  const stage = { stageName, deploymentId: deployment.deployment.id, variables };
  return { account, api, stage, snapshot: deployment.snapshot };
}

/** A deployment takes a while to be served everywhere; until then it is the one before. */
function servedDeploymentId(
  { reality }: Cloud,
  { stage, deployedAt, previousDeploymentId }: StoredStage,
): string | undefined {
  return reality.hasPropagated('deployment', deployedAt)
    ? stage.deploymentId
    : previousDeploymentId;
}
