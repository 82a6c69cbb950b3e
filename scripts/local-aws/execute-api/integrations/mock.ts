import { parseJson } from '../../../files/json';
import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import type { MethodInvocation } from '../invocation';
import { integrationRequestBody } from './integration-request';
import { applyIntegrationResponse } from './integration-response';
import { IntegrationFailure, type IntegrationResult } from './outcome';

/**
 * A MOCK integration: API Gateway answers by itself. The request template only says with which
 * status code, and thereby which integration response is taken.
 */
export async function answerFromMock(
  invocation: MethodInvocation,
  integration: StoredIntegration,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  const request = integrationRequestBody(invocation, integration);
  trace.request = request;
  const result = { selectionValue: String(statusCodeIn(request)), body: '' };
  return applyIntegrationResponse(invocation, integration, result, trace);
}

function statusCodeIn(request: string): number {
  const { statusCode } = membersOf(request);
  if (typeof statusCode === 'number' && Number.isInteger(statusCode)) return statusCode;
  throw unparsable(request);
}

function membersOf(request: string): { statusCode?: unknown } {
  const members = parseJson(request) ?? parseJson(withQuotedNames(request));
  if (typeof members === 'object' && members !== null) return members;
  throw unparsable(request);
}

/** Names may have no quotes, as in `{statusCode: 200}`, which the AWS CDK writes for CORS. */
function withQuotedNames(request: string): string {
  return request.replace(/([{,]\s*)([A-Za-z_]\w*)(\s*:)/g, '$1"$2"$3');
}

function unparsable(request: string): IntegrationFailure {
  return new IntegrationFailure(
    'integration-misconfigured',
    'Execution failed due to configuration error: Unable to parse statusCode. It should be an ' +
      'integer that is defined in the request template, such as {"statusCode": 200}; ' +
      `the integration request is: ${request || '(empty)'}`,
  );
}
