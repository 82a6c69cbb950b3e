import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import { headerOf } from '../../wire/http';
import type { MethodInvocation } from '../invocation';
import { callFunction, traced } from './call-function';
import { IntegrationFailure, type IntegrationResult } from './outcome';
import { isBinaryMediaType, proxyEventOf } from './proxy-event';
import { parseProxyResponse } from './proxy-response';

/**
 * An AWS_PROXY integration: the function gets the whole request as a proxy event, and its result
 * says status, headers and body of the answer.
 */
export async function answerFromProxiedFunction(
  invocation: MethodInvocation,
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
  return traced(invocation, parseProxyResponse(payload, acceptsBinary(invocation)));
}

/** Base64 in a result is decoded only for callers that accept a binary type of the API. */
function acceptsBinary({ request, api }: MethodInvocation): boolean {
  const [accepted] = (headerOf(request, 'accept') ?? '').split(',');
  return isBinaryMediaType(accepted, api.api.binaryMediaTypes);
}
