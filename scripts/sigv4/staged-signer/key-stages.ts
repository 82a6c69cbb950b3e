import { createHmac } from 'node:crypto';
import type { VectorContext } from '../vectors';
import { remembered } from './memory';
import { type ScopeValues, TERMINATOR } from './scope-stages';

/** Bytes, or a text whose UTF-8 bytes are meant. */
export type Key = string | Buffer;

/** What a signing key is made of, and so what a cache must file it under. */
export type CacheNamePart = 'secret' | 'date' | 'region' | 'service';

/** The text that stands for each part in the name under which a cache files a key. */
export type CacheName = Readonly<Record<CacheNamePart, (context: VectorContext) => string>>;

/** Whether a key that was made for one context is taken for the other. */
export type SameKey = (a: VectorContext, b: VectorContext) => boolean;

/** From the secret key to the signature. */
export interface KeyStages {
  readonly cacheName: CacheName;
  joinCacheName(parts: string[]): string;
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

const CACHE_NAME: CacheName = {
  secret: ({ credentials }) => credentials.secretAccessKey,
  date: ({ timestamp }) => timestamp.slice(0, 8),
  region: ({ region }) => region,
  service: ({ service }) => service,
};

export const KEY_STAGES: KeyStages = {
  cacheName: CACHE_NAME,
  joinCacheName: (parts) => parts.join('\n'),
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
  if (isCorrectCache(stages)) return context;
  const parts = Object.values(stages.cacheName);
  const nameOf = (one: VectorContext) => stages.joinCacheName(parts.map((part) => part(one)));
  return stages.cachedContext(context, earlier, (a, b) => nameOf(a) === nameOf(b));
}

function isCorrectCache({ cacheName, joinCacheName }: KeyStages): boolean {
  return cacheName === KEY_STAGES.cacheName && joinCacheName === KEY_STAGES.joinCacheName;
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
