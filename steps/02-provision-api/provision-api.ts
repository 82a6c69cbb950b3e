import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { AddPermissionCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What to create. */
export interface ApiPlan {
  /** The API's name, for people; AWS identifies the API by its id. */
  name: string;
  /** The stage that it is deployed to, such as `dev`. */
  stage: string;
  region: string;
  accountId: string;
  /** The function behind the API. */
  functionArn: string;
  tags: Record<string, string>;
}

/** An API that exists in the account. */
export interface Api {
  apiId: string;
  /** The resource with the path `/`. Every API has it from the start. */
  rootResourceId: string;
}

/** The clients of the AWS services that are called. */
export interface Clients {
  apiGateway: APIGatewayClient;
  lambda: LambdaClient;
}

/**
 * Creates the whole API: GET on its root, answered by the function, for callers that IAM allows.
 *
 * @throws the SDK's error, if AWS refuses a call
 */
export async function provisionApi({ apiGateway, lambda }: Clients, plan: ApiPlan): Promise<Api> {
  throw new Error('TODO provisionApi: call the five functions below in order, the deployment last');
}

/**
 * Creates a regional REST API with the plan's tags. It has a root resource and nothing else yet.
 */
export async function createApi(apiGateway: APIGatewayClient, plan: ApiPlan): Promise<Api> {
  throw new Error(
    'TODO createApi: send CreateRestApiCommand with name, endpoint type REGIONAL and tags; return both ids',
  );
}

/**
 * Creates the method GET on the root, with the authorization type AWS_IAM: API Gateway verifies the
 * signature of each call, and IAM decides whether the caller is allowed.
 */
export async function protectMethod(apiGateway: APIGatewayClient, api: Api): Promise<void> {
  throw new Error('TODO protectMethod: send PutMethodCommand for GET on the root with AWS_IAM');
}

/**
 * Connects GET to the function with a proxy integration: the function receives the whole request,
 * and its result is the response. API Gateway always invokes Lambda with POST, even for a GET.
 */
export async function integrateFunction(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error(
    'TODO integrateFunction: send PutIntegrationCommand: AWS_PROXY, with POST, to the URI that invokes the function',
  );
}

/**
 * Allows API Gateway to invoke the function, for exactly this API, stage, method and path.
 */
export async function allowApiGateway(
  lambda: LambdaClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error(
    'TODO allowApiGateway: send AddPermissionCommand for apigateway.amazonaws.com; SourceArn is GET on the root',
  );
}

/**
 * Deploys the API as it is now to the plan's stage. A later change needs another deployment.
 */
export async function deployApi(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error('TODO deployApi: send CreateDeploymentCommand for the stage');
}
