import { type AwsError, statusOf } from './aws-error';

/** A refusal that goes away by waiting. */
export interface Transience {
  /** Whether this is it. */
  fits(error: AwsError, operation: string): boolean;
  /** Why it is waited, for people. */
  reason(operation: string): string;
  /** How long to wait before attempt 2, 3, …: `attempts` is how many were made. */
  seconds(error: AwsError, operation: string, attempts: number): number;
  /** After this many seconds of waiting in all, it counts as permanent. */
  patience: number | 'settling';
}

/** The seconds between two calls that API Gateway's quotas allow an account. */
const QUOTA_SECONDS: Record<string, number> = {
  CreateDeployment: 5,
  CreateRestApi: 3,
  DeleteRestApi: 30,
};

const MINUTE = 60;

/** What a script must survive. The first that fits counts. */
export const TRANSIENCES: readonly Transience[] = [
  {
    fits: (error) => statusOf(error) === 429 || /^(TooManyRequests|Throttl)/.test(error.name),
    reason: (operation) => {
      const every = QUOTA_SECONDS[operation];
      const quota = every ? `one ${operation} in ${every} seconds` : 'only so many calls a second';
      return `AWS takes ${quota} from an account`;
    },
    seconds: ({ retryAfterSeconds }, operation) =>
      Number(retryAfterSeconds) || (QUOTA_SECONDS[operation] ?? 1),
    // A whole class may be in one queue.
    patience: 60 * MINUTE,
  },
  {
    fits: ({ message }) => /cannot be assumed by Lambda/.test(message),
    reason: () => 'Lambda does not see the new role yet',
    seconds: () => 3,
    patience: 'settling',
  },
  {
    fits: ({ name }, operation) => name === 'AccessDenied' && operation === 'AssumeRole',
    reason: () => 'STS does not see the new role yet',
    seconds: () => 3,
    patience: 'settling',
  },
  {
    fits: ({ name, message }) =>
      name === 'ResourceConflictException' && /in progress|Pending|following state/.test(message),
    reason: () => 'the function is still being made ready',
    seconds: () => 1,
    patience: 2 * MINUTE,
  },
  {
    fits: (error) => (statusOf(error) ?? 0) >= 500,
    reason: () => 'AWS failed for no reason of ours',
    seconds: (_error, _operation, attempts) => secondsBefore(attempts),
    patience: MINUTE,
  },
  {
    fits: (error) => wasDropped(error),
    reason: () => 'the connection was lost',
    seconds: (_error, _operation, attempts) => secondsBefore(attempts),
    patience: MINUTE,
  },
];

/** How long to wait before another attempt at what failed for no reason: longer each time, up to 8 s. */
export function secondsBefore(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 8);
}

/** Whether the connection broke: what was asked for may have been done all the same. */
export function wasDropped(error: AwsError): boolean {
  if (statusOf(error) !== undefined) return false;
  return (
    /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|UND_ERR_SOCKET)$/.test(error.code ?? '') ||
    error.name === 'TimeoutError'
  );
}

/** Whether it is unknown if what was asked for has been done. */
export function leavesDoubt(error: AwsError): boolean {
  return wasDropped(error) || (statusOf(error) ?? 0) >= 500;
}
