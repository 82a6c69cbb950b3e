import { hash } from 'node:crypto';
import type { SigningContext } from '../04-canonical-request/signing-input';

/** The one algorithm of Signature Version 4. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The last part of every credential scope: it names the version of the scheme. */
export const TERMINATOR = 'aws4_request';

/**
 * The moment of signing as Signature Version 4 writes it: ISO 8601 basic, UTC, whole seconds.
 *
 * @returns such as `20150830T123600Z`
 * @throws RangeError for an invalid date
 */
export function signingTimestamp(date: Date): string {
  throw new Error('TODO signingTimestamp: write the date as 20150830T123600Z');
}

/**
 * The credential scope: where and when a signature is valid.
 *
 * @returns such as `20150830/us-east-1/service/aws4_request`
 */
export function credentialScope({ timestamp, region, service }: SigningContext): string {
  throw new Error('TODO credentialScope: join date, region, service and TERMINATOR by slashes');
}

/** The date of a timestamp: its first eight digits, `20150830`. */
export function scopeDate(timestamp: string): string {
  return timestamp.slice(0, 8);
}

/**
 * The string to sign: what the signature is computed over.
 *
 * @param canonicalRequest of which only the SHA-256, in lower-case hex, is taken in
 * @returns four lines, without a newline at the end
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-string-to-sign
 */
export function stringToSign(canonicalRequest: string, context: SigningContext): string {
  throw new Error('TODO stringToSign: join the four lines by newlines');
}
