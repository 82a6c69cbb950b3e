import {
  type APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { AddPermissionCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What is to be made. */
export interface ApiPlan {
  /** The API's name, for people; AWS knows it by its id. */
  name: string;
  /** Where it is deployed to: `dev`. */
  stage: string;
  region: string;
  accountId: string;
  /** The function behind the API. */
  functionArn: string;
  tags: Record<string, string>;
}

/** An API that AWS has made. */
export interface Api {
  apiId: string;
  /** The resource with the path `/`, which every API has from the beginning. */
  rootResourceId: string;
}

/** The AWS services that are called. */
export interface Clients {
  apiGateway: APIGatewayClient;
  lambda: LambdaClient;
}

/**
 * Makes the whole API: GET on its root, for callers that IAM allows, answered by the function.
 *
 * @throws what AWS refuses, as the SDK's error
 */
export async function provisionApi({ apiGateway, lambda }: Clients, plan: ApiPlan): Promise<Api> {
  throw new Error('TODO provisionApi: call the five stages in order, the deployment last');
}

/**
 * Creates a REST API in the plan's region alone, with its tags. It has a root and nothing on it.
 */
export async function createApi(apiGateway: APIGatewayClient, plan: ApiPlan): Promise<Api> {
  throw new Error(
    'TODO createApi: send CreateRestApiCommand with name, endpoint type REGIONAL and tags; return both ids',
  );
}

/**
 * Puts GET on the root, with the authorization type AWS_IAM: API Gateway asks each caller for a
 * signature, and IAM whether that caller may.
 */
export async function protectMethod(apiGateway: APIGatewayClient, api: Api): Promise<void> {
  throw new Error('TODO protectMethod: send PutMethodCommand for GET on the root with AWS_IAM');
}

/**
 * Puts the function behind GET as a proxy integration: it gets the whole request, and its answer is
 * the response. Lambda is invoked by POST, whatever the method in front is.
 */
export async function integrateFunction(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error(
    'TODO integrateFunction: send PutIntegrationCommand: AWS_PROXY, by POST, to the URI that invokes the function',
  );
}

/**
 * Lets API Gateway invoke the function, for exactly this API, stage, method and path.
 */
export async function allowApiGateway(
  lambda: LambdaClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error(
    'TODO allowApiGateway: send AddPermissionCommand for apigateway.amazonaws.com, with SourceArn of GET on the root',
  );
}

/**
 * Deploys the API as it is now to the plan's stage. What is changed later needs another deployment.
 */
export async function deployApi(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  throw new Error('TODO deployApi: send CreateDeploymentCommand for the stage');
}
