import { BundleError } from '../account/bundle-function';
import { type AwsError, statusOf } from '../account/calls/aws-error';
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
  const line = lineOfStep(error.stack ?? '');
  const call = refusedCalls.callOf(error);
  if (call && statusOf(error) !== undefined) return describeRefusal(error, call.operation, line);
  if (!line) return undefined;
  return [`${error.name}: ${error.message}`, `  thrown in ${line}`];
}

/** A missing permission or an exhausted quota is nothing that the code could mend. */
function describeRefusal(
  error: AwsError,
  operation: string,
  line: string | undefined,
): string[] | undefined {
  const status = statusOf(error) ?? 0;
  const { name, message } = error;
  const isOthers = status >= 500 || status === 429 || /AccessDenied|not authorized/.test(name);
  if (isOthers) return undefined;
  return [
    ...explainCallRefusal({ operation, name, message }),
    ...(line ? [`The call stands in ${line}`] : []),
  ];
}
