/** What the SDK throws: the part that is used. */
export interface AwsError extends Error {
  /** Of a connection that failed: `ECONNRESET` and the like. */
  code?: string;
  /** As API Gateway tells it with a 429. */
  retryAfterSeconds?: string;
  /** Without a status, no answer has come. */
  $metadata?: { httpStatusCode?: number };
  /** The answer itself, where one has come. */
  $response?: { headers?: Record<string, string> };
}

/** Whether an error is AWS's answer of this name. */
export function isAwsError(error: unknown, ...names: string[]): error is AwsError {
  return error instanceof Error && names.includes(error.name);
}

/** The HTTP status that AWS answered with; undefined when no answer has come. */
export function statusOf(error: AwsError): number | undefined {
  return error.$metadata?.httpStatusCode;
}

/** Whether AWS knows the caller, and no policy allows the call. */
export function isDenied(error: unknown): error is AwsError {
  return error instanceof Error && /^AccessDenied/.test(error.name);
}

/** Whether the credentials are at fault: they have run out, or could not be got. */
export function lacksCredentials(error: unknown): error is AwsError {
  return error instanceof Error && /^Expired|^(Credentials|Token)ProviderError$/.test(error.name);
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

const NETWORK =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;
const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET)/;

/** By code of the error; the first that fits counts. */
const ADVICE: readonly [code: RegExp, advice: string][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'Its name is not known: there is no network here, or the region is misspelled.',
  ],
  [CERTIFICATE, 'There may be a proxy in between: set NODE_EXTRA_CA_CERTS to its certificate.'],
  [/^/, 'Look at the network, a proxy or a firewall.'],
];

/**
 * Why AWS could not be reached, and what to do.
 *
 * @returns undefined where it was reached, or something else has failed
 */
export function unreachable(error: AwsError): string | undefined {
  const { code = error.name === 'TimeoutError' ? 'ETIMEDOUT' : '', message } = error;
  if (statusOf(error) !== undefined) return undefined;
  if (!NETWORK.test(code) && !CERTIFICATE.test(code)) return undefined;
  const [, advice] = ADVICE.find(([pattern]) => pattern.test(code))!;
  return `AWS cannot be reached: ${message || code}. ${advice}`;
}
