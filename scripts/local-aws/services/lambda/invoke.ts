import { randomUUID } from 'node:crypto';
import type { InvocationRequest, InvocationResponse } from '@aws-sdk/client-lambda';
import type { Account } from '../../account/account';
import { accountIdIn } from '../../account/arn';
import type { Cloud } from '../../account/cloud';
import { newTraceRoot, newTraceStep } from '../../account/identifiers';
import { type ConsideredStatement, evaluate, requestContext } from '../../authorization';
import { ConcurrencyExceededError, type InvocationResult, logTail } from '../../lambda-runtime';
import { type Call, ServiceError } from '../service';
import { checkSettled } from './configuration';
import { invalidValue, requestTooLarge, tooManyRequests, unreadablePayload } from './errors';
import {
  type FunctionAddress,
  findVersion,
  functionAddress,
  functionAt,
  functionNotFound,
  LATEST,
  qualifiedArn,
} from './find-function';
import { functionPolicy } from './permissions';
import { runnable, runtimeOf } from './runtime';
import type { FunctionVersion, StoredFunction } from './state';

const MAX_PAYLOAD_BYTES = 6_291_456;

/** The Invoke operation: waits for the answer, only asks whether it may, or sends it on its way. */
export async function invoke(input: InvocationRequest, call: Call): Promise<InvocationResponse> {
  const { cloud, requestId } = call;
  const called = calledVersion(functionAddress(cloud, input, call.account));
  const payload = readPayload(input.Payload);
  const clientContext = readClientContext(input.ClientContext);
  const { InvocationType = 'RequestResponse' } = input;
  if (InvocationType === 'DryRun') return { StatusCode: 204 };
  checkSettled(cloud, called.found, called.version, 'invoke');
  const traceId = `${newTraceRoot(cloud.clock.now())};${newTraceStep()}`;
  const event = { requestId, payload, clientContext, traceId, invokedFunctionArn: called.arn };
  if (InvocationType === 'Event') {
    runInBackground(cloud, called, event);
    return { StatusCode: 202 };
  }

  const result = await run(cloud, called, event);
  return {
    StatusCode: 200,
    ExecutedVersion: called.version.version,
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
  /** The trace that the call belongs to, as its header writes it. */
  traceId?: string;
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
  const called = owner && versionCalledBy(cloud, owner, invocation.functionArn);
  if (!called) return refused(`Function not found: ${invocation.functionArn}`);

  const { decision, statements } = authorizeService(cloud, called, invocation);
  if (decision !== 'allowed') {
    const { service, sourceArn } = invocation;
    const reason =
      `No permission lets ${service} invoke ${called.found.name} for ${sourceArn}. ` +
      'Add one with AddPermission.';
    return refused(reason, statements);
  }
  return { ...(await runForService(cloud, called, invocation)), statements };
}

async function runForService(
  cloud: Cloud,
  called: CalledVersion,
  { payload, traceId }: ServiceInvocation,
) {
  const requestId = randomUUID();
  try {
    checkSettled(cloud, called.found, called.version, 'invoke');
    const event = { requestId, payload, traceId, invokedFunctionArn: called.arn };
    const result = await run(cloud, called, event);
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

/** A version of a function as it was called. */
interface CalledVersion {
  found: StoredFunction;
  version: FunctionVersion;
  qualifier: string | undefined;
  /** As it was called: with the qualifier, where one was given. */
  arn: string;
}

/** @throws ServiceError when the function does not exist, or has no such version or alias */
function calledVersion(address: FunctionAddress): CalledVersion {
  const { arn, qualifier } = address;
  const found = functionAt(address);
  if (!found) throw functionNotFound(address, qualifier ?? LATEST);
  const version = findVersion(found, qualifier);
  return {
    found,
    version,
    arn: qualifiedArn(arn, qualifier),
    qualifier,
  };
}

/** For a service, what cannot be called is no more than not found. */
function versionCalledBy(
  cloud: Cloud,
  owner: Account,
  functionArn: string,
): CalledVersion | undefined {
  try {
    return calledVersion(functionAddress(cloud, { FunctionName: functionArn }, owner));
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

function authorizeService(cloud: Cloud, called: CalledVersion, invocation: ServiceInvocation) {
  const principal = { kind: 'service', service: invocation.service } as const;
  const resourcePolicy = functionPolicy(called.found, called.qualifier);
  return evaluate({
    action: 'lambda:InvokeFunction',
    resource: called.qualifier === LATEST ? called.found.arn : called.arn,
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
  invokedFunctionArn: string;
  clientContext?: unknown;
  traceId?: string | undefined;
}

async function run(cloud: Cloud, called: CalledVersion, event: Event): Promise<InvocationResult> {
  const { found, version } = called;
  try {
    return await runtimeOf(cloud).invoke(runnable(cloud, found, version), event);
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
function runInBackground(cloud: Cloud, called: CalledVersion, event: Event): void {
  run(cloud, called, event).catch((error: Error) =>
    process.emitWarning(`The event for function ${called.arn} was not handled: ${error.message}`),
  );
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
