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
 * @exercise call the five stages in order, the deployment last
 */
export async function provisionApi({ apiGateway, lambda }: Clients, plan: ApiPlan): Promise<Api> {
  const api = await createApi(apiGateway, plan);
  await protectMethod(apiGateway, api);
  await integrateFunction(apiGateway, api, plan);
  await allowApiGateway(lambda, api, plan);
  await deployApi(apiGateway, api, plan);
  return api;
}

/**
 * Creates a REST API in the plan's region alone, with its tags. It has a root and nothing on it.
 *
 * @exercise send CreateRestApiCommand with name, endpoint type REGIONAL and tags; return both ids
 */
export async function createApi(apiGateway: APIGatewayClient, plan: ApiPlan): Promise<Api> {
  const created = await apiGateway.send(
    new CreateRestApiCommand({
      name: plan.name,
      endpointConfiguration: { types: ['REGIONAL'] },
      tags: plan.tags,
    }),
  );
  return { apiId: created.id!, rootResourceId: created.rootResourceId! };
}

/**
 * Puts GET on the root, with the authorization type AWS_IAM: API Gateway asks each caller for a
 * signature, and IAM whether that caller may.
 *
 * @exercise send PutMethodCommand for GET on the root with AWS_IAM
 */
export async function protectMethod(apiGateway: APIGatewayClient, api: Api): Promise<void> {
  await apiGateway.send(
    new PutMethodCommand({
      restApiId: api.apiId,
      resourceId: api.rootResourceId,
      httpMethod: 'GET',
      authorizationType: 'AWS_IAM',
    }),
  );
}

/**
 * Puts the function behind GET as a proxy integration: it gets the whole request, and its answer is
 * the response. Lambda is invoked by POST, whatever the method in front is.
 *
 * @exercise send PutIntegrationCommand: AWS_PROXY, by POST, to the URI that invokes the function
 */
export async function integrateFunction(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  await apiGateway.send(
    new PutIntegrationCommand({
      restApiId: api.apiId,
      resourceId: api.rootResourceId,
      httpMethod: 'GET',
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: `arn:aws:apigateway:${plan.region}:lambda:path/2015-03-31/functions/${plan.functionArn}/invocations`,
    }),
  );
}

/**
 * Lets API Gateway invoke the function, for exactly this API, stage, method and path.
 *
 * @exercise send AddPermissionCommand for apigateway.amazonaws.com, with SourceArn of GET on the root
 */
export async function allowApiGateway(
  lambda: LambdaClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: plan.functionArn,
      // A statement id is unique in the function's policy, and a new API has another id.
      StatementId: `invoke-from-${api.apiId}`,
      Principal: 'apigateway.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      SourceArn: `arn:aws:execute-api:${plan.region}:${plan.accountId}:${api.apiId}/${plan.stage}/GET/`,
    }),
  );
}

/**
 * Deploys the API as it is now to the plan's stage. What is changed later needs another deployment.
 *
 * @exercise send CreateDeploymentCommand for the stage
 */
export async function deployApi(
  apiGateway: APIGatewayClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  await apiGateway.send(
    new CreateDeploymentCommand({ restApiId: api.apiId, stageName: plan.stage }),
  );
}
