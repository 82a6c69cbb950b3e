import {
  type APIGatewayClient,
  GetDeploymentCommand,
  GetMethodCommand,
  GetRestApiCommand,
  GetStageCommand,
  type Method,
} from '@aws-sdk/client-api-gateway';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { unlessMissing } from '../account/calls/aws-error';
import { integrationUriOf } from '../local-aws/execute-api/arn';
import { inspectPermission } from './permission';

/** What an API should be. */
export interface ExpectedApi {
  name: string;
  apiId: string;
  rootResourceId: string;
  stage: string;
  region: string;
  accountId: string;
  functionArn: string;
  tags: Record<string, string>;
}

/** How long API Gateway waits for a function unless it is told otherwise, in milliseconds. */
const LONGEST_TIMEOUT = 29_000;

/** How people know the one method of the workshop's API. */
const METHOD = 'GET on /';

/**
 * What is wrong with an API and the permission of its function.
 * @returns sentences, in the order in which the parts are made; none when all is right
 */
export async function inspectApi(
  { apiGateway, lambda }: { apiGateway: APIGatewayClient; lambda: LambdaClient },
  expected: ExpectedApi,
): Promise<string[]> {
  const parts = [
    await inspectRestApi(apiGateway, expected),
    await inspectMethod(apiGateway, expected),
    await inspectIntegration(apiGateway, expected),
    await inspectPermission(lambda, expected),
    await inspectDeployment(apiGateway, expected),
  ];
  return parts.flat();
}

/** What is wrong with the API itself: its name, its endpoint type and its tags. */
export async function inspectRestApi(
  apiGateway: APIGatewayClient,
  { name, apiId, rootResourceId, tags }: ExpectedApi,
): Promise<string[]> {
  const api = await unlessMissing(apiGateway.send(new GetRestApiCommand({ restApiId: apiId })));
  if (!api) return [`There is no API with the id ${apiId}: is it the id that CreateRestApi gave?`];
  const findings: string[] = [];
  if (rootResourceId !== api.rootResourceId) {
    findings.push(
      `rootResourceId is ${rootResourceId}; CreateRestApi answered ${api.rootResourceId}.`,
    );
  }
  if (api.name !== name) findings.push(`The API's name is ${api.name}; it must be ${name}.`);
  const types = api.endpointConfiguration?.types?.join(', ');
  if (types !== 'REGIONAL') {
    findings.push(`The API's endpoint type is ${types}; it must be REGIONAL.`);
  }
  for (const [key, value] of Object.entries(tags)) {
    if (api.tags?.[key] !== value) findings.push(`The API lacks the tag ${key}=${value}.`);
  }
  return findings;
}

/** What is wrong with GET on the root. */
export async function inspectMethod(
  apiGateway: APIGatewayClient,
  expected: ExpectedApi,
): Promise<string[]> {
  const method = await rootGet(apiGateway, expected);
  if (!method) return [`There is no ${METHOD}: PutMethod makes it, on the root's resource id.`];
  if (method.apiKeyRequired) {
    return [
      `${METHOD} demands an API key (apiKeyRequired): a signed call without one is answered ` +
        '403 Forbidden. Leave it out.',
    ];
  }
  if (method.authorizationType === 'AWS_IAM') return [];
  return [
    `${METHOD} exists but has authorizationType ${method.authorizationType}: everybody may call it. ` +
      'It must be AWS_IAM.',
  ];
}

/** What is wrong with what is behind GET on the root. */
export async function inspectIntegration(
  apiGateway: APIGatewayClient,
  expected: ExpectedApi,
): Promise<string[]> {
  const integration = (await rootGet(apiGateway, expected))?.methodIntegration;
  if (!integration)
    return [`${METHOD} has no integration: PutIntegration puts the function there.`];
  const { type, httpMethod, uri, timeoutInMillis = LONGEST_TIMEOUT } = integration;
  const findings: string[] = [];
  if (type !== 'AWS_PROXY') {
    findings.push(`The integration's type is ${type}; it must be AWS_PROXY.`);
  }
  if (httpMethod !== 'POST') {
    findings.push(
      `The integration's integrationHttpMethod is ${httpMethod}: Lambda is invoked by POST only, ` +
        'and callers would get 500 Internal server error.',
    );
  }
  if (timeoutInMillis < LONGEST_TIMEOUT) {
    findings.push(
      `The integration's timeoutInMillis is ${timeoutInMillis}: a function that takes longer, as at ` +
        'its first call, is answered 504 Endpoint request timed out. Leave it out.',
    );
  }
  const expectedUri = integrationUriOf(expected.region, expected.functionArn);
  if (uri !== expectedUri) {
    findings.push(`The integration's uri is ${uri}; it must be ${expectedUri}.`);
  }
  return findings;
}

/** Whether the stage serves GET on the root as it is now. */
export async function inspectDeployment(
  apiGateway: APIGatewayClient,
  expected: ExpectedApi,
): Promise<string[]> {
  const { apiId: restApiId, stage: stageName } = expected;
  const stage = await unlessMissing(apiGateway.send(new GetStageCommand({ restApiId, stageName })));
  if (!stage)
    return [`The API is not deployed to the stage ${stageName}: it serves nothing there.`];

  const { deploymentId } = stage;
  const { apiSummary } = await apiGateway.send(
    new GetDeploymentCommand({ restApiId, deploymentId, embed: ['apisummary'] }),
  );
  // Where the deployment is not summed up, nothing is known of it: a call must show what it serves.
  if (!apiSummary) return [];
  const deployed = apiSummary['/']?.GET?.authorizationType;
  const current = (await rootGet(apiGateway, expected))?.authorizationType;
  if (deployed === current) return [];
  return [
    `${METHOD} was changed after the last deployment: the stage ${stageName} still serves it with ` +
      `authorizationType ${deployed ?? '(no such method)'}, now it is ${current}. Deploy again.`,
  ];
}

function rootGet(
  apiGateway: APIGatewayClient,
  { apiId, rootResourceId }: ExpectedApi,
): Promise<Method | undefined> {
  return unlessMissing(
    apiGateway.send(
      new GetMethodCommand({ restApiId: apiId, resourceId: rootResourceId, httpMethod: 'GET' }),
    ),
  );
}
