import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  type CreateRestApiRequest,
  GetResourcesCommand,
  PutIntegrationCommand,
  type PutIntegrationRequest,
  PutIntegrationResponseCommand,
  type PutIntegrationResponseRequest,
  PutMethodCommand,
  type PutMethodRequest,
  PutMethodResponseCommand,
} from '@aws-sdk/client-api-gateway';
import type { LocalAws } from '..';

/** A method of an API under test, as the SDK is to define it. */
export interface TestMethod {
  /** Of the resource, such as `/pets/{id}`; resources are created as needed. */
  path: string;
  method: Partial<PutMethodRequest> & { httpMethod: string };
  /** A MOCK that answers 200 unless told otherwise. */
  integration?: Partial<PutIntegrationRequest>;
  /** One that answers 200 unless told otherwise; proxy integrations have none. */
  responses?: Partial<PutIntegrationResponseRequest>[];
}

/** An SDK client of API Gateway for a local AWS. */
export function apiGatewayClient({ url, region, credentials }: LocalAws): APIGatewayClient {
  return new APIGatewayClient({ endpoint: url, region, credentials, maxAttempts: 1 });
}

/** Creates an API with these methods through the SDK. @returns its id */
export async function createApi(
  client: APIGatewayClient,
  methods: TestMethod[],
  api: Partial<CreateRestApiRequest> = {},
): Promise<string> {
  const { id: restApiId } = await client.send(
    new CreateRestApiCommand({
      name: 'test',
      ...api,
      endpointConfiguration: { types: ['REGIONAL'] },
    }),
  );
  for (const method of methods) await putMethod(client, restApiId!, method);
  return restApiId!;
}

/** Deploys an API as it is now. @returns the id of the deployment */
export async function deploy(
  client: APIGatewayClient,
  restApiId: string,
  stageName = 'dev',
  variables?: Record<string, string>,
): Promise<string> {
  const command = new CreateDeploymentCommand({ restApiId, stageName, variables });
  return (await client.send(command)).id!;
}

/** Defines one method with its integration. @returns the id of its resource */
export async function putMethod(
  client: APIGatewayClient,
  restApiId: string,
  { path, method, integration, responses = [{}] }: TestMethod,
): Promise<string> {
  const resourceId = await resourceIdOf(client, restApiId, path);
  const labels = { restApiId, resourceId, httpMethod: method.httpMethod };
  await client.send(new PutMethodCommand({ authorizationType: 'NONE', ...method, ...labels }));
  await client.send(
    new PutIntegrationCommand({
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      ...integration,
      ...labels,
    }),
  );
  if (integration?.type === 'AWS_PROXY') return resourceId;
  for (const response of responses) await putResponse(client, { ...labels, ...response });
  return resourceId;
}

interface ResponseDefinition extends Partial<PutIntegrationResponseRequest> {
  restApiId: string;
  resourceId: string;
  httpMethod: string;
}

/** A response of the integration, and of the method as far as that one needs it. */
async function putResponse(
  client: APIGatewayClient,
  { statusCode = '200', ...response }: ResponseDefinition,
): Promise<void> {
  const { restApiId, resourceId, httpMethod } = response;
  const names = Object.keys(response.responseParameters ?? {});
  await client.send(
    new PutMethodResponseCommand({
      restApiId,
      resourceId,
      httpMethod,
      statusCode,
      responseParameters: Object.fromEntries(names.map((name) => [name, true])),
    }),
  );
  await client.send(new PutIntegrationResponseCommand({ ...response, statusCode }));
}

async function resourceIdOf(
  client: APIGatewayClient,
  restApiId: string,
  path: string,
): Promise<string> {
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  const known = items.find((resource) => resource.path === path);
  if (known) return known.id!;
  const cut = path.lastIndexOf('/');
  const parentId = await resourceIdOf(client, restApiId, path.slice(0, cut) || '/');
  const pathPart = path.slice(cut + 1);
  return (await client.send(new CreateResourceCommand({ restApiId, parentId, pathPart }))).id!;
}
