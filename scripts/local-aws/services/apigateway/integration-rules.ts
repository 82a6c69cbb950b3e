import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import { leftOutText } from '../left-out';
import type { StoredIntegration, StoredMethod } from './state';
import { badRequest, invalidMapping } from './stored';

const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];
const INTEGRATION_ARN = /^arn:aws:apigateway:([^:]+):([^:]+):(path|action)\/.+/;
const LAMBDA_PATH =
  /^arn:aws:apigateway:[^:]+:lambda:path\/(?:2015-03-31\/)?functions\/.+\/invocations$/;

/** Refuses an integration with a BadRequestException in the words of API Gateway. */
export function checkIntegration(integration: StoredIntegration, region: string): void {
  const { type, passthroughBehavior, timeoutInMillis, credentials } = integration;
  if (!PASSTHROUGH_BEHAVIORS.includes(passthroughBehavior ?? '')) {
    throw badRequest(
      `Invalid passthroughBehavior '${passthroughBehavior}'. ` +
        `Must be one of: [${PASSTHROUGH_BEHAVIORS.join(', ')}]`,
    );
  }
  if (timeoutInMillis! < 50 || timeoutInMillis! > 29_000) {
    throw badRequest('Timeout should be between 50 ms and 29000 ms');
  }
  if (type !== 'MOCK') checkCalled(integration, region);
  if (credentials !== undefined) {
    throw badRequest(leftOutText('integration-credentials'));
  }
}

function checkCalled(integration: StoredIntegration, region: string): void {
  const { type, httpMethod, uri = '' } = integration;
  if (!httpMethod) throw badRequest('Enumeration value for HttpMethod must be non-empty');
  if (type === 'AWS' || type === 'AWS_PROXY') {
    checkFunction(type, uri, region);
    return;
  }
  if (!/^https?:\/\/./.test(uri)) throw badRequest('Invalid HTTP endpoint specified for URI');
  throw badRequest(leftOutText('http-integration'));
}

function checkFunction(type: string, uri: string, region: string): void {
  if (!uri.startsWith('arn:')) throw badRequest('Invalid ARN specified in the request');
  const arn = INTEGRATION_ARN.exec(uri);
  if (!arn) throw badRequest('AWS ARN for integration must contain path or action');
  if (arn[1] !== region) {
    throw badRequest(`Invalid ARN specified in the request: its region is not ${region}`);
  }
  if (LAMBDA_PATH.test(uri)) return;
  throw badRequest(
    type === 'AWS_PROXY'
      ? "Integrations of type 'AWS_PROXY' currently only supports Lambda function and " +
          'Firehose stream invocations.'
      : leftOutText('other-service'),
  );
}

/** Refuses an integration response that its method cannot send, or whose pattern is no pattern. */
export function checkIntegrationResponse(
  {
    statusCode = '',
    responseParameters = {},
    responseTemplates = {},
    selectionPattern = '',
  }: IntegrationResponse,
  { methodResponses = {} }: StoredMethod,
): void {
  const contentType = Object.keys(responseTemplates).find((type) => !type.includes('/'));
  if (contentType !== undefined) {
    throw badRequest(
      `Validation Result: warnings : [], errors : [Invalid content type specified: ${contentType}]`,
    );
  }
  // Only what a response maps to a header needs a method response that declares the header.
  const declared = methodResponses[statusCode]?.responseParameters ?? {};
  const undeclared = Object.keys(responseParameters).find((name) => declared[name] === undefined);
  if (undeclared !== undefined) {
    throw invalidMapping(`Invalid mapping expression parameter specified: ${undeclared}`);
  }
  if (!isPattern(selectionPattern)) {
    throw badRequest(`Invalid selection pattern specified: '${selectionPattern}'`);
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
