import { randomUUID } from 'node:crypto';
import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';
import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import { type ConsideredStatement, evaluate, requestContext } from '../../authorization';
import { ConcurrencyExceededError, type InvocationResult, logTail } from '../../lambda-runtime';
import { type Call, ServiceError } from '../service';
import { checkSettled } from './configuration';
import { invalidValue, requestTooLarge, tooManyRequests, unreadablePayload } from './errors';
import { findFunction, functionAddress, functionAt } from './find-function';
import { functionPolicy } from './permissions';
import { runnable, runtimeOf } from './runtime';
import type { StoredFunction } from './state';

const MAX_PAYLOAD_BYTES = 6_291_456;

/** The Invoke operation: waits for the answer, only asks whether it may, or sends it on its way. */
export async function invoke(input: InvocationRequest, call: Call): Promise<InvocationResponse> {
  const { cloud, requestId } = call;
  const { found } = findFunction(withQualifier(input), call);
  const payload = readPayload(input.Payload);
  const clientContext = readClientContext(input.ClientContext);
  const { InvocationType = 'RequestResponse' } = input;
  if (InvocationType === 'DryRun') return { StatusCode: 204 };
  checkSettled(cloud, found, 'invoke');
  if (InvocationType === 'Event') {
    runInBackground(cloud, found, { requestId, payload, clientContext });
    return { StatusCode: 202 };
  }

  const result = await run(cloud, found, { requestId, payload, clientContext });
  return {
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: Buffer.from(result.payload),
    FunctionError: result.functionError,
    LogResult: input.LogType === 'Tail' ? logTail(result.log) : undefined,
  };
}

/** A service's call of a function, such as API Gateway's for an integration. */
export interface ServiceInvocation {
  functionArn: string;
  /** `apigateway.amazonaws.com` */
  service: string;
  /** What the service calls for; compared with the permission's SourceArn. */
  sourceArn: string;
  /** The account that owns the source. */
  sourceAccountId: string;
  /** JSON text. */
  payload: string;
}

/** What came of it. `statements` are those of the function's policy, with the reason of each. */
export type ServiceInvocationResult = {
  statements: readonly ConsideredStatement[];
} & (
  | { outcome: 'refused'; reason: string }
  | {
      outcome: 'completed';
      requestId: string;
      /** What the function returned, or its error; JSON text. */
      payload: string;
      /** Present when the function threw, crashed or timed out. */
      functionError?: 'Unhandled';
      log: string;
    }
);

/**
 * Invokes a function for a service. It is refused when the function does not exist, its policy
 * does not let the service invoke it, or its concurrency is used up; a failure of the function
 * itself is a completed invocation with `functionError`.
 */
export async function invokeForService(
  cloud: Cloud,
  invocation: ServiceInvocation,
): Promise<ServiceInvocationResult> {
  const owner = cloud.accounts.get(accountIdIn(invocation.functionArn));
  const found = owner && functionAt(functionAddress(cloud, invocation.functionArn, owner));
  if (!found) return refused(`Function not found: ${invocation.functionArn}`);

  const { decision, statements } = authorizeService(cloud, found, invocation);
  if (decision !== 'allowed') {
    const { service, sourceArn } = invocation;
    const reason =
      `No permission lets ${service} invoke ${found.name} for ${sourceArn}. ` +
      'Add one with AddPermission.';
    return refused(reason, statements);
  }
  return { ...(await runForService(cloud, found, invocation.payload)), statements };
}

async function runForService(cloud: Cloud, found: StoredFunction, payload: string) {
  const requestId = randomUUID();
  try {
    checkSettled(cloud, found, 'invoke');
    const result = await run(cloud, found, { requestId, payload });
    return { outcome: 'completed' as const, requestId, ...result };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { outcome: 'refused' as const, reason: error.message };
  }
}

function refused(
  reason: string,
  statements: readonly ConsideredStatement[] = [],
): ServiceInvocationResult {
  return { outcome: 'refused', reason, statements };
}

function authorizeService(cloud: Cloud, found: StoredFunction, invocation: ServiceInvocation) {
  const principal = { kind: 'service', service: invocation.service } as const;
  const resourcePolicy = functionPolicy(found);
  return evaluate({
    action: 'lambda:InvokeFunction',
    resource: found.arn,
    principal,
    context: {
      ...requestContext({
        principal,
        sourceIp: '127.0.0.1',
        time: cloud.clock.now(),
        region: cloud.region,
      }),
      'aws:SourceArn': invocation.sourceArn,
      'aws:SourceAccount': invocation.sourceAccountId,
    },
    identityPolicies: [],
    resourcePolicy,
  });
}

interface Event {
  requestId: string;
  payload: string;
  clientContext?: unknown;
}

async function run(cloud: Cloud, found: StoredFunction, event: Event): Promise<InvocationResult> {
  try {
    return await runtimeOf(cloud).invoke(runnable(cloud, found), event);
  } catch (error) {
    if (!(error instanceof ConcurrencyExceededError)) throw error;
    throw tooManyRequests(
      error.limit === 'reserved'
        ? 'ReservedFunctionConcurrentInvocationLimitExceeded'
        : 'ConcurrentInvocationLimitExceeded',
    );
  }
}

/** Nobody waits for the outcome of an event; that it could not be run at all is still told. */
function runInBackground(cloud: Cloud, found: StoredFunction, event: Event): void {
  run(cloud, found, event).catch((error: Error) =>
    process.emitWarning(`The event for function ${found.name} was not handled: ${error.message}`),
  );
}

function withQualifier({ FunctionName, Qualifier }: InvocationRequest): string {
  return Qualifier === undefined ? (FunctionName ?? '') : `${FunctionName}:${Qualifier}`;
}

/** An empty payload is an empty event. */
function readPayload(payload: Uint8Array = new Uint8Array()): string {
  if (payload.length > MAX_PAYLOAD_BYTES) throw requestTooLarge(MAX_PAYLOAD_BYTES);
  const text = Buffer.from(payload).toString('utf8') || '{}';
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw unreadablePayload((error as Error).message);
  }
}

/** JSON in base64, which the function gets with its context. */
function readClientContext(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    throw invalidValue('Client context must be a valid Base64-encoded JSON object.');
  }
}
