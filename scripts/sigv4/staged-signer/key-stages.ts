import { createHmac } from 'node:crypto';
import type { VectorContext } from '../vectors';
import { remembered } from './memory';
import { type ScopeValues, TERMINATOR } from './scope-stages';

/** Bytes, or a text whose UTF-8 bytes are meant. */
export type Key = string | Buffer;

/** What a cache of signing keys files a key under. */
export type CacheNamePart = 'secret' | 'date' | 'region' | 'service';

/** Whether a key that was made for one context is taken for the other. */
export type SameKey = (a: VectorContext, b: VectorContext) => boolean;

/** From the secret key to the signature. */
export interface KeyStages {
  /** What a cache of signing keys leaves out of the name that it files a key under. */
  readonly cacheIgnores: readonly CacheNamePart[];
  /** The context that the cached key was made for; the requests signed before are in order. */
  cachedContext(context: VectorContext, earlier: VectorContext[], same: SameKey): VectorContext;
  /** The key of the first HMAC. */
  secretKey(secret: string): string;
  /** The texts that the chain of HMACs takes in. */
  keyTexts(values: ScopeValues): string[];
  /** One link of the chain. */
  keyLink(key: Key, text: string): Key;
  signature(key: Key, stringToSign: string): Buffer;
  writeSignature(signature: Buffer): string;
}

export const KEY_STAGES: KeyStages = {
  cacheIgnores: [],
  cachedContext: (context, earlier, same) => earlier.find((one) => same(one, context)) ?? context,
  secretKey: (secret) => `AWS4${secret}`,
  keyTexts: ({ date, region, service }) => [date, region, service, TERMINATOR],
  keyLink: hmac,
  signature: hmac,
  writeSignature: (signature) => signature.toString('hex'),
};

/** HMAC-SHA256 of a text, as bytes. */
export function hmac(key: Key, text: Key): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

const CACHE_NAME: Record<CacheNamePart, (context: VectorContext) => string> = {
  secret: ({ credentials }) => credentials.secretAccessKey,
  date: ({ timestamp }) => timestamp.slice(0, 8),
  region: ({ region }) => region,
  service: ({ service }) => service,
};

const CACHE_NAME_PARTS = Object.keys(CACHE_NAME) as CacheNamePart[];

/**
 * The context whose signing key is used: its own, unless a cache hands out the key of a request
 * signed before.
 */
export function contextOfKey(
  stages: KeyStages,
  context: VectorContext,
  earlier: VectorContext[],
): VectorContext {
  // A cache that leaves nothing out hands out the very key that would be derived.
  if (stages.cacheIgnores.length === 0) return context;
  const compared = CACHE_NAME_PARTS.filter((part) => !stages.cacheIgnores.includes(part));
  return stages.cachedContext(context, earlier, (a, b) =>
    compared.every((part) => CACHE_NAME[part](a) === CACHE_NAME[part](b)),
  );
}

/** The signing key. */
export function signingKey(stages: KeyStages, secret: string, values: ScopeValues): Key {
  return chainedKey(stages, stages.keyLink, stages.secretKey(secret), ...stages.keyTexts(values));
}

/** The chain of HMACs, gone through once for each way of chaining and all that goes into it. */
const chainedKey = remembered(
  {},
  (_stages: KeyStages, link: KeyStages['keyLink'], first: string, ...texts: string[]) =>
    texts.reduce<Key>((key, text) => link(key, text), first),
);

/** The signature as it is written. */
export function signatureText(stages: KeyStages, key: Key, stringToSign: string): string {
  return typeof key === 'string'
    ? computeSignature(stages, key, stringToSign)
    : rememberedSignature(stages, key, stringToSign);
}

function computeSignature(stages: KeyStages, key: Key, stringToSign: string): string {
  return stages.writeSignature(stages.signature(key, stringToSign));
}

const rememberedSignature = remembered(
  { signature: KEY_STAGES.signature, writeSignature: KEY_STAGES.writeSignature },
  (stages: KeyStages, key: Buffer, text: string) => computeSignature(stages, key, text),
);
