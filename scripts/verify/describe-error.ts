import { BundleError } from '../account/bundle-function';
import {
  type AwsError,
  isDenied,
  lacksCredentials,
  statusOf,
  unreachable,
} from '../account/calls/aws-error';
import { NotAwaited } from '../inspect/awaited-calls';
import { reasonOf } from '../inspect/aws-refusals';
import type { ReportBlock } from '../terminal/report/report';
import { lineOfStep, UnusableCode } from './code';
import type { RefusedCalls } from './refused-calls';
import type { ClaimFailure } from './verification-report';

/**
 * What an error means that the learner's code can have caused.
 *
 * @returns undefined when the error has another cause, such as a missing permission
 */
export function describeError(
  error: unknown,
  refusedCalls: RefusedCalls,
): ClaimFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnusableCode || error instanceof BundleError) return unusable(error.message);
  if (error instanceof NotAwaited) {
    const cause = describeError(error.cause, refusedCalls);
    const below = cause?.mistake ? [prose(cause.mistake.name), ...(cause.evidence ?? [])] : [];
    return { mistake: { name: error.message, fix: 'await each call' }, evidence: below };
  }
  const unwritten = stillToWrite(error.message);
  if (unwritten) return unwritten;
  if (isAccounts(error)) return undefined;
  const place = lineOfStep(error.stack ?? '');
  const call = refusedCalls.callOf(error);
  if (call && statusOf(error) !== undefined) return refusal(error, call.operation, place);
  if (!place) return undefined;
  return { mistake: { name: `${error.name}: ${error.message}`, place } };
}

/** What a starter throws: `TODO sign: join the parts`; undefined for any other message. */
export function stillToWrite(message: string): ClaimFailure | undefined {
  const [, name, task] = /^TODO (\w+): (.*)$/s.exec(message) ?? [];
  if (name === undefined) return undefined;
  return { mistake: { name: `${name} is still to be written`, fix: task } };
}

function unusable(message: string): ClaimFailure {
  const [name = '', ...lines] = message.split('\n');
  const place = lineOfStep(message);
  return {
    mistake: { name, place },
    evidence: lines.length > 0 ? [{ kind: 'verbatim', lines }] : [],
  };
}

/** A missing permission, credentials that ran out, a lost network: nothing that the code could fix. */
function isAccounts(error: AwsError): boolean {
  const status = statusOf(error) ?? 0;
  if (status >= 500 || status === 429) return true;
  return isDenied(error) || lacksCredentials(error) || unreachable(error) !== undefined;
}

function refusal({ name, message }: AwsError, operation: string, place?: string): ClaimFailure {
  const told = `AWS refused ${operation}: ${message} (${name})`;
  const reason = reasonOf({ name, message });
  if (!reason) return { mistake: { name: told, place } };
  return {
    mistake: { name: reason.cause, place, fix: reason.remedy },
    evidence: [prose(told)],
  };
}

function prose(text: string): ReportBlock {
  return { kind: 'prose', text };
}
