import { newTraceStep } from '../../account/identifiers';
import type { IntegrationTrace } from '../../records/record';
import type { StoredIntegration } from '../../services/apigateway/state';
import { invokeForService, type ServiceInvocationResult } from '../../services/lambda/invoke';
import { functionArnOf, integrationSourceArn } from '../arn';
import { type MethodInvocation, TRACE_HEADER } from '../invocation';
import { IntegrationFailure, type IntegrationResult } from './outcome';
import { renderTemplate } from './template';
import { InvocationInput } from './template-input';

const LAMBDA_LIMIT_BYTES = 6 * 1024 * 1024;

/** The result of a function that was run, whether it returned or failed. */
export type FunctionResult = Extract<ServiceInvocationResult, { outcome: 'completed' }>;

/**
 * Calls the function that an integration's URI names, as API Gateway for the method called.
 * @param payload JSON text
 * @throws IntegrationFailure when Lambda does not run it, or it takes longer than the integration
 *   waits
 */
export async function callFunction(
  invocation: MethodInvocation,
  integration: StoredIntegration,
  payload: string,
  trace: IntegrationTrace,
): Promise<FunctionResult> {
  if (integration.httpMethod !== 'POST') throw wrongMethod(integration.httpMethod);
  const functionArn = calledFunction(invocation, integration);
  trace.functionArn = functionArn;
  if (Buffer.byteLength(payload) > LAMBDA_LIMIT_BYTES) throw tooLong();
  trace.request = payload;
  const running = invokeForService(invocation.cloud, {
    functionArn,
    // Lambda takes an empty event for an empty object.
    payload: payload || '{}',
    service: 'apigateway.amazonaws.com',
    sourceArn: sourceArnOf(invocation),
    sourceAccountId: invocation.account.id,
    traceId: invocation.traceId,
  });
  const result = await withinTime(running, integration.timeoutInMillis ?? 29_000);
  trace.functionPolicy = result.statements;
  if (result.outcome === 'refused') throw refused(result.reason);
  trace.response = result.payload;
  trace.functionLog = result.log;
  trace.functionError = result.functionError;
  return result;
}

/** The answer of a function with the trace that the call belongs to. */
export function traced(
  { traceId }: MethodInvocation,
  { headers, ...result }: IntegrationResult,
): IntegrationResult {
  const trace = traceId.includes('Parent=') ? traceId : `${traceId};${newTraceStep()}`;
  return { ...result, headers: [[TRACE_HEADER, trace], ...headers] };
}

function calledFunction(invocation: MethodInvocation, { uri = '' }: StoredIntegration): string {
  const functionArn = functionArnOf(renderTemplate(uri, new InvocationInput(invocation, '')));
  if (functionArn) return functionArn;
  throw new IntegrationFailure(
    'integration-misconfigured',
    `The integration's URI names no Lambda function: ${uri}`,
  );
}

function sourceArnOf({ account, api, stage, route }: MethodInvocation): string {
  return integrationSourceArn({
    region: account.region,
    accountId: account.id,
    apiId: api.api.id,
    stage: stage.stageName,
    method: route.method.httpMethod,
    path: route.resource.path,
  });
}

function wrongMethod(httpMethod: string | undefined): IntegrationFailure {
  return new IntegrationFailure(
    'integration-misconfigured',
    `The integration calls Lambda with the method ${httpMethod}, but Lambda is invoked with POST, ` +
      'whatever the method of the API is. Set the integration HTTP method to POST and deploy again.',
  );
}

function tooLong(): IntegrationFailure {
  return new IntegrationFailure(
    'request-too-long',
    `The event for the function is larger than the ${LAMBDA_LIMIT_BYTES} bytes that Lambda takes.`,
  );
}

function refused(reason: string): IntegrationFailure {
  return new IntegrationFailure(
    'integration-misconfigured',
    `Lambda refused to run the function for API Gateway: ${reason}`,
  );
}

/** @throws IntegrationFailure `function-timed-out` when `result` does not arrive in time */
async function withinTime<T>(result: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const message = `The integration did not answer within ${milliseconds} ms.`;
    timer = setTimeout(
      () => reject(new IntegrationFailure('function-timed-out', message)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
