import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import type { MethodInvocation } from '../invocation';
import { answerFromFunction } from './lambda';
import { answerFromProxiedFunction } from './lambda-proxy';
import { answerFromMock } from './mock';
import { IntegrationFailure, type IntegrationResult } from './outcome';

type Integrate = (
  invocation: MethodInvocation,
  integration: StoredIntegration,
  trace: IntegrationTrace,
) => Promise<IntegrationResult>;

const INTEGRATIONS: Record<string, Integrate> = {
  AWS: answerFromFunction,
  AWS_PROXY: answerFromProxiedFunction,
  MOCK: answerFromMock,
};

/** Headers that API Gateway sets itself when it calls a backend. */
const OWN_HEADERS = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
]);

/** A mapping to one of its own headers is stored all right, and makes each call fail. */
function checkMappedHeaders({ requestParameters = {} }: StoredIntegration): void {
  const prefix = 'integration.request.header.';
  const mapped = Object.keys(requestParameters).find(
    (name) => name.startsWith(prefix) && OWN_HEADERS.has(name.slice(prefix.length).toLowerCase()),
  );
  if (mapped === undefined) return;
  throw new IntegrationFailure(
    'integration-misconfigured',
    `The integration maps ${mapped}, a header that API Gateway sets itself.`,
  );
}

/**
 * Calls what is behind a method.
 * @param trace is filled in with what happened, also when it fails
 * @throws IntegrationFailure when it gives no answer that can be sent on
 */
export async function integrate(
  invocation: MethodInvocation,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  try {
    return await callIntegration(invocation, trace);
  } catch (error) {
    if (error instanceof IntegrationFailure) trace.failure = error.message;
    throw error;
  }
}

async function callIntegration(
  invocation: MethodInvocation,
  trace: IntegrationTrace,
): Promise<IntegrationResult> {
  const integration = invocation.route.method.methodIntegration;
  const answerFrom = integration && INTEGRATIONS[integration.type];
  if (!answerFrom) {
    throw new IntegrationFailure('integration-misconfigured', 'The method has no integration.');
  }
  trace.type = integration.type;
  checkMappedHeaders(integration);
  trace.uri = integration.uri;
  return answerFrom(invocation, integration, trace);
}
