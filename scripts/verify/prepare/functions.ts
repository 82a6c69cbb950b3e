import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  CreateFunctionCommand,
  type FunctionConfiguration,
  GetFunctionCommand,
  InvokeCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { HANDLER, RUNTIME, WITH_SOURCE_MAPS } from '../../account/bundle-function';
import { unlessMissing } from '../../account/calls/aws-error';
import type { Session } from '../../account/session';
import { lineOfStep } from '../code';
import { stillToWrite } from '../describe-error';
import type { ClaimFailure } from '../verification-report';

/** Long enough for a cold start and a call that is waited for. */
const TIMEOUT_SECONDS = 15;

/** A function as it should be. */
export interface FunctionPlan {
  name: string;
  roleArn: string;
  /** The deployment package. */
  code: Uint8Array;
  variables?: Record<string, string>;
}

/** What came of an invocation. */
export interface InvocationOutcome {
  /** What the function returned; where it failed, its error. */
  result: unknown;
  /** What its error says, where it failed. */
  failure?: string;
  /** The end of its log. */
  log: string;
}

/**
 * Creates the function what it should be, and waits until it can be invoked: creates it, or updates
 * what differs.
 *
 * @returns its ARN
 */
export async function ensureFunction(session: Session, plan: FunctionPlan): Promise<string> {
  const { lambda } = session.clients;
  const { name, roleArn, code } = plan;
  const variables = { ...WITH_SOURCE_MAPS, ...plan.variables };
  const settings = {
    FunctionName: name,
    Role: roleArn,
    Handler: HANDLER,
    Timeout: TIMEOUT_SECONDS,
    Environment: { Variables: variables },
  };
  const found = await configurationOf(session, name);
  if (!found) {
    await lambda.send(
      new CreateFunctionCommand({ ...settings, Runtime: RUNTIME, Code: { ZipFile: code } }),
    );
    return untilReady(session, name);
  }
  if (found.CodeSha256 !== createHash('sha256').update(code).digest('base64')) {
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: code }));
    await untilReady(session, name);
  }
  if (found.Role !== roleArn || !isDeepStrictEqual(found.Environment?.Variables ?? {}, variables)) {
    await lambda.send(new UpdateFunctionConfigurationCommand(settings));
  }
  return untilReady(session, name);
}

/** Invokes a function with an empty event. */
export async function invoke({ clients }: Session, name: string): Promise<InvocationOutcome> {
  const answer = await clients.lambda.send(
    new InvokeCommand({ FunctionName: name, LogType: 'Tail' }),
  );
  const payload = Buffer.from(answer.Payload ?? '').toString();
  const result: unknown = payload === '' ? undefined : JSON.parse(payload);
  const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
  return { result, log, failure: answer.FunctionError && messageOf(result) };
}

/** Why an invocation failed: what is still to be written, or where it was thrown, and the log. */
export function explainFailure({ failure = '', result, log }: InvocationOutcome): ClaimFailure {
  const unwritten = stillToWrite(failure);
  if (unwritten) return unwritten;
  const { errorType = 'Error' } = (result ?? {}) as { errorType?: string };
  const place = lineOfStep(JSON.stringify(result));
  const lines = ['Its log:', ...log.trimEnd().split('\n')];
  return {
    mistake: { name: `${errorType}: ${failure}`, place },
    evidence: [{ kind: 'verbatim', lines, isDetail: place !== undefined }],
  };
}

/** The function's configuration, or undefined where there is no such function. */
export async function configurationOf(
  { clients }: Session,
  name: string,
): Promise<FunctionConfiguration | undefined> {
  const found = clients.lambda.send(new GetFunctionCommand({ FunctionName: name }));
  return (await unlessMissing(found))?.Configuration;
}

/** A new function is Pending for a while, and one that is updated InProgress. */
async function untilReady(session: Session, name: string): Promise<string> {
  for (;;) {
    const found = await configurationOf(session, name);
    const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = found ?? {};
    if (State === 'Failed' || LastUpdateStatus === 'Failed') {
      const reason = StateReason ?? LastUpdateStatusReason ?? 'without a reason';
      throw new Error(`Lambda could not make the function ${name} ready: ${reason}`);
    }
    if (State === 'Active' && LastUpdateStatus !== 'InProgress') return found!.FunctionArn!;
    session.output.passing(`    waiting: the function ${name} is being made ready`);
    await session.time.sleep(1000);
  }
}

function messageOf(error: unknown): string {
  const { errorMessage } = (error ?? {}) as { errorMessage?: string };
  return errorMessage ?? JSON.stringify(error);
}
