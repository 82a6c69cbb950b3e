import type { RequestRecord } from '../../local-aws';

/**
 * What the caller Lambda logged around a request: of its invocation, or of the call of the API that it
 * made meanwhile.
 *
 * @param records the latest first; an invocation ends after the calls that it makes
 */
export function callerLogOf(
  record: RequestRecord,
  records: readonly RequestRecord[],
): string | undefined {
  if (record.service !== 'execute-api') return logOf(record);
  const later = records.slice(0, records.indexOf(record)).reverse();
  const invocation = later.find(({ operation }) => operation === 'Invoke');
  const isAround = invocation !== undefined && invocation.receivedAt <= record.receivedAt;
  return isAround ? logOf(invocation) : undefined;
}

/** The end of the log, which Lambda sends in a header of its answer, in base64. */
function logOf({ response }: RequestRecord): string | undefined {
  const [, value] =
    Object.entries(response?.headers ?? {}).find(([name]) => /^x-amz-log-result$/i.test(name)) ??
    [];
  if (typeof value !== 'string') return undefined;
  return Buffer.from(value, 'base64').toString();
}
