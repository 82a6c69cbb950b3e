import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import type { MethodInvocation } from '../invocation';
import { callFunction, type FunctionResult } from './call-function';
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
  const event = integrationRequestBody(invocation, integration) || '{}';
  const result = await callFunction(invocation, integration, event, trace);
  const backend = { selectionValue: selectionValueOf(result), body: result.payload };
  return applyIntegrationResponse(invocation, integration, backend, trace);
}

/** Lambda itself answers 200 also when the function failed: then its error message selects. */
function selectionValueOf({ functionError, payload }: FunctionResult): string {
  if (!functionError) return '200';
  const { errorMessage } = JSON.parse(payload) as { errorMessage?: string };
  return errorMessage ?? '';
}
