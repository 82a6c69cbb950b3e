import { randomBytes } from 'node:crypto';

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

function randomText(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
