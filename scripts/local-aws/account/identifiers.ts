import { randomBytes, randomUUID } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LOWER_CASE_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A unique id as IAM makes them.
 * @param prefix says what it names: `AKIA` an access key, `AROA` a role, and so on
 * @returns 20 characters
 */
export function randomIdentifier(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA' | 'ANPA'): string {
  return prefix + randomText(BASE32, 20 - prefix.length);
}

/** An id of lower-case letters and digits, as API Gateway makes them. */
export function randomLowerCaseId(length: number): string {
  return randomText(LOWER_CASE_ALPHANUMERIC, length);
}

/** The id of a new trace as AWS writes it in `X-Amzn-Trace-Id`: `Root=1-<seconds>-<96 bits>`. */
export function newTraceRoot(time: Date): string {
  const seconds = Math.floor(time.getTime() / 1000).toString(16);
  // Each request gets one, and Node.js keeps random UUIDs in store, unlike random bytes.
  const random = randomUUID().replaceAll('-', '').slice(-24);
  return `Root=1-${seconds.padStart(8, '0')}-${random}`;
}

/** A step of a trace, and that nobody records it: what follows the root of a new trace. */
export function newTraceStep(): string {
  return `Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

function randomText(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
