import type {
  Deployment,
  Integration,
  Method,
  Resource,
  RestApi,
  Stage,
} from '@aws-sdk/client-api-gateway';
import { type StateSlice, table } from '../../state/slice';

/** What API Gateway keeps: plain JSON. Times are ISO 8601 strings, all else has the SDK's shapes. */
export interface ApiGatewayState {
  restApis: Record<string, StoredRestApi>;
}

type Dates = 'createdDate' | 'lastUpdatedDate';

/** A REST API with everything that belongs to it. `api.id` and `api.rootResourceId` are set. */
export interface StoredRestApi {
  api: Omit<RestApi, Dates> & { id: string; rootResourceId: string };
  createdDate: string;
  /** By resource id. */
  resources: Record<string, StoredResource>;
  /** By deployment id. */
  deployments: Record<string, StoredDeployment>;
  /** By stage name. */
  stages: Record<string, StoredStage>;
}

export type StoredResource = Resource & {
  id: string;
  path: string;
  resourceMethods: Record<string, StoredMethod>;
};

export type StoredMethod = Method & {
  httpMethod: string;
  authorizationType: string;
  methodIntegration?: StoredIntegration;
};

export type StoredIntegration = Integration & { type: NonNullable<Integration['type']> };

export interface StoredDeployment {
  deployment: Omit<Deployment, Dates> & { id: string };
  createdDate: string;
  snapshot: DeploymentSnapshot;
}

/**
 * What a deployment froze: a stage answers from this, never from the live resources, which is why
 * a changed method or resource policy has no effect until the API is deployed again.
 */
export interface DeploymentSnapshot {
  resources: Record<string, StoredResource>;
  policy?: string;
}

export interface StoredStage {
  stage: Omit<Stage, Dates> & { stageName: string; deploymentId: string };
  createdDate: string;
  lastUpdatedDate: string;
  /** When the stage was pointed to its deployment, and to which it pointed before. */
  deployedAt: string;
  previousDeploymentId?: string;
}

export const apiGatewaySlice: StateSlice<ApiGatewayState> = {
  key: 'apigateway',
  initial: () => ({ restApis: table() }),
};
