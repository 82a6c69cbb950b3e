import { createHmac } from 'node:crypto';
import type { SigningContext } from '../04-canonical-request/signing-input';
import { scopeDate, TERMINATOR } from '../05-string-to-sign/string-to-sign';

/** So many keys are remembered; more would let a long-lived process grow without end. */
const CACHE_SIZE = 100;

const cache = new Map<string, Buffer>();

/**
 * The signing key: the secret key, narrowed to one day, one region and one service by a chain of
 * HMACs, each keyed with the bytes of the one before.
 *
 * @returns 32 bytes
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 */
export function deriveSigningKey(context: SigningContext): Buffer {
  throw new Error('TODO deriveSigningKey: chain four HMACs: date, region, service, TERMINATOR');
}

/**
 * The signing key, derived once and remembered under all that it is made of.
 *
 * @returns 32 bytes, not to be changed by the caller
 */
export function signingKey(context: SigningContext): Buffer {
  throw new Error('TODO signingKey: remember derived keys under all that they are made of');
}

/**
 * The signature.
 *
 * @param key the signing key's 32 bytes
 * @returns 64 hexadecimal digits in lower case
 */
export function signature(key: Buffer, stringToSign: string): string {
  throw new Error('TODO signature: compute the HMAC of the string to sign, as lower-case hex');
}
