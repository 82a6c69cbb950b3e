import type {
  CreateDeploymentRequest,
  DeleteDeploymentRequest,
  Deployment,
  Deployments,
  GetDeploymentRequest,
  GetDeploymentsRequest,
  UpdateDeploymentRequest,
} from '@aws-sdk/client-api-gateway';
import { randomLowerCaseId } from '../../account/identifiers';
import type { Call } from '../service';
import { pageOf } from './page';
import { type PatchRules, patched, text } from './patch';
import { deployStage } from './stages';
import type { DeploymentSnapshot, StoredDeployment, StoredRestApi } from './state';
import { badRequest, changeRestApi, found, readRestApi, shownTime } from './stored';

const PATCHES: PatchRules<StoredDeployment['deployment']> = { '/description': text('description') };

/** Freezes the API as it is now; with a stage name, the stage serves it from then on. */
export function createDeployment(input: CreateDeploymentRequest, call: Call): Deployment {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const snapshot = snapshotOf(restApi);
    const now = call.cloud.clock.now();
    const { description, stageName } = input;
    const deployment = { id: randomLowerCaseId(6), description };
    if (stageName) deployStage(restApi, deployment.id, input, now);
    const stored = { deployment, createdDate: now.toISOString(), snapshot };
    restApi.deployments[deployment.id] = stored;
    return shown(stored);
  });
}

export function getDeployment(input: GetDeploymentRequest, call: Call): Deployment {
  const deployment = deploymentOf(readRestApi(call, input.restApiId), input.deploymentId);
  return shown(deployment, input.embed);
}

export function getDeployments(input: GetDeploymentsRequest, call: Call): Deployments {
  const all = Object.values(readRestApi(call, input.restApiId).deployments);
  return pageOf(
    all.map((deployment) => shown(deployment)),
    input,
  );
}

export function updateDeployment(input: UpdateDeploymentRequest, call: Call): Deployment {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const stored = deploymentOf(restApi, input.deploymentId);
    stored.deployment = patched(stored.deployment, input.patchOperations, PATCHES);
    return shown(stored);
  });
}

export function deleteDeployment(input: DeleteDeploymentRequest, call: Call): object {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const { id } = deploymentOf(restApi, input.deploymentId).deployment;
    const isActive = Object.values(restApi.stages).some(({ stage }) => stage.deploymentId === id);
    if (isActive) {
      throw badRequest('Active stages pointing to this deployment must be moved or deleted');
    }
    delete restApi.deployments[id];
    return {};
  });
}

/** The deployment of that id. @throws NotFoundException */
export function deploymentOf(restApi: StoredRestApi, id: string | undefined): StoredDeployment {
  return found(restApi.deployments, id, 'Invalid Deployment identifier specified');
}

function snapshotOf({ resources, api }: StoredRestApi): DeploymentSnapshot {
  const methods = Object.values(resources).flatMap((resource) =>
    Object.values(resource.resourceMethods),
  );
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some(({ methodIntegration }) => !methodIntegration)) {
    throw badRequest('No integration defined for method');
  }
  return structuredClone({ resources, policy: api.policy });
}

function shown(stored: StoredDeployment, embed: string[] | undefined = []): Deployment {
  const { deployment, createdDate, snapshot } = stored;
  const summary = embed.includes('apisummary') && { apiSummary: summaryOf(snapshot) };
  return { ...deployment, createdDate: shownTime(createdDate), ...summary };
}

function summaryOf({ resources }: DeploymentSnapshot): NonNullable<Deployment['apiSummary']> {
  const withMethods = Object.values(resources).filter(
    ({ resourceMethods }) => Object.keys(resourceMethods).length > 0,
  );
  return Object.fromEntries(
    withMethods.map(({ path, resourceMethods }) => [
      path,
      Object.fromEntries(
        Object.entries(resourceMethods).map(([name, { authorizationType, apiKeyRequired }]) => [
          name,
          { authorizationType, apiKeyRequired },
        ]),
      ),
    ]),
  );
}
