import {
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { integrationUriOf } from '../../../local-aws/execute-api/arn';
import type { AccountClients, LocalAccount } from './account';

/** An API with its root. */
export interface TestApi {
  apiId: string;
  rootResourceId: string;
}

/** A method of an API, as API Gateway's operations name it. */
interface MethodName {
  restApiId: string;
  resourceId: string;
  httpMethod: string;
}

/** Creates an API with nothing on it. @param policy the API's own (resource) policy, if it has one */
export async function makeEmptyApi(
  { apiGateway }: AccountClients,
  policy?: object,
): Promise<TestApi> {
  const created = await apiGateway.send(
    new CreateRestApiCommand({
      name: 'check',
      endpointConfiguration: { types: ['REGIONAL'] },
      policy: policy && JSON.stringify(policy),
    }),
  );
  return { apiId: created.id!, rootResourceId: created.rootResourceId! };
}

/** Puts GET on the root, for signed calls. */
export async function putRootGet(
  { apiGateway }: AccountClients,
  api: TestApi,
): Promise<MethodName> {
  const method = { ...nameOf(api), httpMethod: 'GET' };
  await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }));
  return method;
}

/** Lets API Gateway answer a method by itself, status 200: no function is needed. */
export async function putMockIntegration(
  { apiGateway }: AccountClients,
  method: MethodName,
): Promise<void> {
  const ok = { ...method, statusCode: '200' };
  const requestTemplates = { 'application/json': '{"statusCode": 200}' };
  await apiGateway.send(new PutMethodResponseCommand(ok));
  await apiGateway.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }));
  await apiGateway.send(new PutIntegrationResponseCommand(ok));
}

/** Deploys an API to a stage. */
export async function deploy(
  { apiGateway }: AccountClients,
  { apiId }: TestApi,
  stageName: string,
): Promise<void> {
  await apiGateway.send(new CreateDeploymentCommand({ restApiId: apiId, stageName }));
}

/**
 * Creates an API with more than a least-privilege policy may open: GET and POST on `/` and `/pets`,
 * deployed to `dev` and `prod`.
 */
export async function makeManifoldApi(clients: AccountClients, policy?: object): Promise<TestApi> {
  const { apiGateway } = clients;
  const api = await makeEmptyApi(clients, policy);
  const { restApiId, resourceId } = nameOf(api);
  const pets = await apiGateway.send(
    new CreateResourceCommand({ restApiId, parentId: resourceId, pathPart: 'pets' }),
  );
  for (const id of [resourceId, pets.id!]) {
    for (const httpMethod of ['GET', 'POST']) {
      const method = { restApiId, resourceId: id, httpMethod };
      await apiGateway.send(new PutMethodCommand({ ...method, authorizationType: 'AWS_IAM' }));
      await putMockIntegration(clients, method);
    }
  }
  await deploy(clients, api, 'dev');
  await deploy(clients, api, 'prod');
  return api;
}

/** Creates the API of step 02 as it should be, in front of a function. */
export async function makeHelloApi(account: LocalAccount, functionArn: string): Promise<TestApi> {
  const { apiGateway, lambda, region, accountId } = account;
  const api = await makeEmptyApi(account);
  const method = await putRootGet(account, api);
  const uri = integrationUriOf(region, functionArn);
  await apiGateway.send(
    new PutIntegrationCommand({ ...method, type: 'AWS_PROXY', integrationHttpMethod: 'POST', uri }),
  );
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: functionArn,
      StatementId: api.apiId,
      Principal: 'apigateway.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      SourceArn: `arn:aws:execute-api:${region}:${accountId}:${api.apiId}/*`,
    }),
  );
  await deploy(account, api, 'dev');
  return api;
}

function nameOf({ apiId, rootResourceId }: TestApi): Omit<MethodName, 'httpMethod'> {
  return { restApiId: apiId, resourceId: rootResourceId };
}
