/** What the SDK throws, as far as it is looked at. */
export interface AwsError extends Error {
  /** Of a connection that failed: `ECONNRESET` and the like. */
  code?: string;
  /** As API Gateway tells it with a 429. */
  retryAfterSeconds?: string;
  /** Without a status, no answer has come. */
  $metadata?: { httpStatusCode?: number };
}

/** Whether an error is AWS's answer of this name. */
export function isAwsError(error: unknown, ...names: string[]): error is AwsError {
  return error instanceof Error && names.includes(error.name);
}

/** The HTTP status that AWS answered with; undefined when no answer has come. */
export function statusOf(error: AwsError): number | undefined {
  return error.$metadata?.httpStatusCode;
}

/** What a call gives, or undefined where AWS says that there is no such thing. */
export async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAwsError(error, 'NotFoundException', 'ResourceNotFoundException', ...NO_ENTITY)) {
      return undefined;
    }
    throw error;
  }
}

const NO_ENTITY = ['NoSuchEntity', 'NoSuchEntityException'];
