import { createHash, createHmac } from 'node:crypto';

/** SHA-256, or HMAC-SHA-256 when given a key, on node:crypto: several times faster than in script. */
export class Sha256 {
  readonly #hash;

  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(key));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error('A digest is computed once; make a new Sha256 for the next one.');
  }
}

function bytesOf(key: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof key === 'string') return key;
  return ArrayBuffer.isView(key)
    ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
    : new Uint8Array(key);
}
