import type { StoredIntegration } from '../../services/apigateway/state';
import { headerOf } from '../../wire/http';
import type { Invocation } from '../invocation';
import { isBinaryMediaType } from './binary';
import { callFunction } from './call-function';
import { IntegrationFailure } from './failure';
import { proxyEventOf } from './proxy-event';
import { parseProxyResponse } from './proxy-response';
import type { IntegrationResult } from './result';
import type { IntegrationTrace } from './trace';

/**
 * An AWS_PROXY integration: the function gets the whole request as a proxy event, and its result
 * says status, headers and body of the answer.
 */
export async function answerFromProxiedFunction(
  invocation: Invocation,
  integration: StoredIntegration,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  const event = JSON.stringify(proxyEventOf(invocation));
  const { payload, functionError } = await callFunction(invocation, integration, event, trace);
  if (functionError) {
    throw new IntegrationFailure(
      'function-failed',
      `The function failed (${functionError}): ${payload}`,
    );
  }
  return parseProxyResponse(payload, acceptsBinary(invocation));
}

/** Base64 in a result is decoded only for callers that accept a binary type of the API. */
function acceptsBinary({ request, api }: Invocation): boolean {
  const [accepted] = (headerOf(request, 'accept') ?? '').split(',');
  return isBinaryMediaType(accepted, api.api.binaryMediaTypes);
}
