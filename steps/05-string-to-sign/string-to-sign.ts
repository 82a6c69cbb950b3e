import { hash } from 'node:crypto';
import type { SigningContext } from '../04-canonical-request/signing-input';

/** The algorithm of Signature Version 4. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The last part of every credential scope. */
export const TERMINATOR = 'aws4_request';

/**
 * The time of signing in the form of Signature Version 4: ISO 8601 basic, UTC, whole seconds.
 *
 * @returns such as `20150830T123600Z`
 * @throws RangeError for an invalid date
 */
export function signingTimestamp(date: Date): string {
  throw new Error('TODO signingTimestamp: write the date as 20150830T123600Z');
}

/**
 * The credential scope: the date, region and service for which a signature is valid.
 *
 * @returns such as `20150830/us-east-1/service/aws4_request`
 */
export function credentialScope({ timestamp, region, service }: SigningContext): string {
  throw new Error('TODO credentialScope: join date, region, service and TERMINATOR with slashes');
}

/** The date in a timestamp: its first eight digits, such as `20150830`. */
export function scopeDate(timestamp: string): string {
  return timestamp.slice(0, 8);
}

/**
 * The string to sign: the text over which the signature is computed.
 *
 * @param canonicalRequest only its SHA-256, in lower-case hex, becomes part of the result
 * @returns four lines, without a newline at the end
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
 */
export function stringToSign(canonicalRequest: string, context: SigningContext): string {
  throw new Error('TODO stringToSign: join the four lines with newlines');
}
