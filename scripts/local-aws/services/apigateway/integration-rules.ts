import type { IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { StoredIntegration, StoredMethod } from './state';
import { badRequest } from './stored';

const SUPPORTED_TYPES = ['AWS', 'AWS_PROXY', 'MOCK'];
const PASSTHROUGH_BEHAVIORS = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'];
const INTEGRATION_ARN = /^arn:aws:apigateway:([^:]+):([^:]+):(path|action)\/.+/;
const LAMBDA_PATH =
  /^arn:aws:apigateway:[^:]+:lambda:path\/(?:2015-03-31\/)?functions\/.+\/invocations$/;

/** Refuses an integration with a BadRequestException in the words of API Gateway. */
export function checkIntegration(integration: StoredIntegration, region: string): void {
  const { type, passthroughBehavior, timeoutInMillis, credentials } = integration;
  if (!SUPPORTED_TYPES.includes(type)) {
    throw badRequest(
      `Integrations of type '${type}' are not supported here; use ${SUPPORTED_TYPES.join(', ')}.`,
    );
  }
  if (!PASSTHROUGH_BEHAVIORS.includes(passthroughBehavior ?? '')) {
    throw badRequest(
      `Invalid passthroughBehavior '${passthroughBehavior}'. ` +
        `Must be one of: [${PASSTHROUGH_BEHAVIORS.join(', ')}]`,
    );
  }
  if (timeoutInMillis! < 50 || timeoutInMillis! > 29_000) {
    throw badRequest('Timeout should be between 50 ms and 29000 ms');
  }
  if (credentials !== undefined) {
    throw badRequest(
      'credentials of an integration are not supported here: permit apigateway.amazonaws.com to ' +
        "invoke the function in the function's own policy (AddPermission).",
    );
  }
  if (type !== 'MOCK') checkFunction(integration, region);
}

function checkFunction({ type, httpMethod, uri = '' }: StoredIntegration, region: string): void {
  if (!httpMethod) throw badRequest('Enumeration value for HttpMethod must be non-empty');
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
      : `Integrations with ${arn[2]} are not supported here; a Lambda function is: ` +
          `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/<ARN>/invocations`,
  );
}

/** Refuses an integration response that its method cannot send, or whose pattern is no pattern. */
export function checkIntegrationResponse(
  { statusCode = '', responseParameters = {}, selectionPattern = '' }: IntegrationResponse,
  { methodResponses = {} }: StoredMethod,
): void {
  const declared = methodResponses[statusCode];
  if (!declared) throw invalidMapping('No method response exists for method.');
  const undeclared = Object.keys(responseParameters).find(
    (name) => declared.responseParameters?.[name] === undefined,
  );
  if (undeclared !== undefined) {
    throw invalidMapping(`Invalid mapping expression parameter specified: ${undeclared}`);
  }
  if (!isPattern(selectionPattern)) {
    throw badRequest(`Invalid selection pattern specified: '${selectionPattern}'`);
  }
}

function invalidMapping(error: string) {
  return badRequest(
    'Invalid mapping expression specified: Validation Result: warnings : [], ' +
      `errors : [${error}]`,
  );
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
