import { BundleError } from '../account/bundle-function';
import {
  type AwsError,
  isDenied,
  lacksCredentials,
  statusOf,
  unreachable,
} from '../account/calls/aws-error';
import { NotAwaited } from '../inspect/awaited-calls';
import { explainCallRefusal } from '../inspect/aws-refusals';
import { lineOfStep, UnusableCode } from './code';
import type { RefusedCalls } from './refused-calls';

/**
 * What an error means that the learner's code can have caused.
 *
 * @returns lines; undefined when the error has another cause, such as a missing permission
 */
export function describeError(error: unknown, refusedCalls: RefusedCalls): string[] | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnusableCode || error instanceof BundleError) {
    return error.message.split('\n');
  }
  if (error instanceof NotAwaited) {
    const cause = describeError(error.cause, refusedCalls);
    return [error.message, ...(cause ? ['', ...cause] : [])];
  }
  if (error.message.startsWith('TODO ')) {
    return ['This is still to be written:', `  ${error.message}`];
  }
  if (isAccounts(error)) return undefined;
  const line = lineOfStep(error.stack ?? '');
  const call = refusedCalls.callOf(error);
  if (call && statusOf(error) !== undefined) return describeRefusal(error, call.operation, line);
  if (!line) return undefined;
  return [`${error.name}: ${error.message}`, `  thrown in ${line}`];
}

/** A missing permission, credentials that ran out, a lost network: nothing that the code could fix. */
function isAccounts(error: AwsError): boolean {
  const status = statusOf(error) ?? 0;
  if (status >= 500 || status === 429) return true;
  return isDenied(error) || lacksCredentials(error) || unreachable(error) !== undefined;
}

function describeRefusal(
  { name, message }: AwsError,
  operation: string,
  line: string | undefined,
): string[] {
  return [
    ...explainCallRefusal({ operation, name, message }),
    ...(line ? [`The call stands in ${line}`] : []),
  ];
}
