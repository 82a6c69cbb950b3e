import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import type { MethodInvocation } from '../invocation';
import { callFunction, type FunctionResult, traced } from './call-function';
import { integrationRequestBody } from './integration-request';
import { applyIntegrationResponse } from './integration-response';
import type { IntegrationResult } from './outcome';

/**
 * An AWS integration with Lambda (non-proxy): the request template makes the event, and the
 * function's whole result, whatever it is, is the body that the integration response works on.
 */
export async function answerFromFunction(
  invocation: MethodInvocation,
  integration: StoredIntegration,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  const event = integrationRequestBody(invocation, integration);
  const result = await callFunction(invocation, integration, event, trace);
  const backend = { selectionValue: selectionValueOf(result), body: result.payload };
  return traced(invocation, applyIntegrationResponse(invocation, integration, backend, trace));
}

/** Patterns are tried on the message of an error; a function that succeeded has none. */
function selectionValueOf({ functionError, payload }: FunctionResult): string {
  if (!functionError) return '';
  const { errorMessage } = JSON.parse(payload) as { errorMessage?: string };
  return errorMessage ?? '';
}
