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
 * @exercise call the five functions below in order, the deployment last
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
 * Creates a regional REST API with the plan's tags. It has a root resource and nothing else yet.
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
 * Creates the method GET on the root, with the authorization type AWS_IAM: API Gateway verifies the
 * signature of each call, and IAM decides whether the caller is allowed.
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
 * Connects GET to the function with a proxy integration: the function receives the whole request,
 * and its result is the response. API Gateway always invokes Lambda with POST, even for a GET.
 *
 * @exercise send PutIntegrationCommand: AWS_PROXY, with POST, to the URI that invokes the function
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
 * Allows API Gateway to invoke the function, for exactly this API, stage, method and path.
 *
 * @exercise send AddPermissionCommand for apigateway.amazonaws.com; SourceArn is GET on the root
 */
export async function allowApiGateway(
  lambda: LambdaClient,
  api: Api,
  plan: ApiPlan,
): Promise<void> {
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: plan.functionArn,
      // The id must be unique in the function's policy. A new API has a new id.
      StatementId: `invoke-from-${api.apiId}`,
      Principal: 'apigateway.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      SourceArn: `arn:aws:execute-api:${plan.region}:${plan.accountId}:${api.apiId}/${plan.stage}/GET/`,
    }),
  );
}

/**
 * Deploys the API as it is now to the plan's stage. A later change needs another deployment.
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
