import { createHmac } from 'node:crypto';
import type { SigningContext } from '../04-canonical-request/signing-input';
import { scopeDate, TERMINATOR } from '../05-string-to-sign/string-to-sign';

/** How many keys are kept. Without a limit, a long-lived process would need ever more memory. */
const CACHE_SIZE = 100;

const cache = new Map<string, Buffer>();

/**
 * The signing key: a chain of HMACs limits the secret key to one day, one region and one service.
 * Each HMAC is keyed with the bytes of the previous one.
 *
 * @returns 32 bytes
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key
 * @exercise chain four HMACs: date, region, service, TERMINATOR
 */
export function deriveSigningKey(context: SigningContext): Buffer {
  const dateKey = hmac(`AWS4${context.credentials.secretAccessKey}`, scopeDate(context.timestamp));
  const regionKey = hmac(dateKey, context.region);
  const serviceKey = hmac(regionKey, context.service);
  return hmac(serviceKey, TERMINATOR);
}

/**
 * The signing key, derived once and then kept. A key is found by everything it is derived from.
 *
 * @returns 32 bytes, which the caller must not change
 * @exercise keep derived keys; find a key by everything it is derived from
 */
export function signingKey(context: SigningContext): Buffer {
  const { credentials, timestamp, region, service } = context;
  const name = [credentials.secretAccessKey, scopeDate(timestamp), region, service].join('\n');
  const known = cache.get(name);
  if (known) return known;

  if (cache.size === CACHE_SIZE) cache.clear();
  const key = deriveSigningKey(context);
  cache.set(name, key);
  return key;
}

/**
 * The signature: the HMAC of the string to sign, under the signing key.
 *
 * @param key the signing key's 32 bytes
 * @returns 64 hexadecimal digits in lower case
 * @exercise compute the HMAC of the string to sign, as lower-case hex
 */
export function signature(key: Buffer, stringToSign: string): string {
  return createHmac('sha256', key).update(stringToSign).digest('hex');
}

/** HMAC-SHA256 of a text, as bytes. */
function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
