import { createHmac, hash } from 'node:crypto';

type Bytes = ArrayBuffer | ArrayBufferView;

/** SHA-256, or HMAC-SHA-256 when given a key, on node:crypto: several times faster than in script. */
export class Sha256 {
  readonly #key: Uint8Array | string | undefined;
  #data: Uint8Array = new Uint8Array();

  constructor(key?: string | Bytes) {
    this.#key = key === undefined || typeof key === 'string' ? key : bytesOf(key);
  }

  update(data: Uint8Array): void {
    this.#data = this.#data.length === 0 ? data : Buffer.concat([this.#data, data]);
  }

  async digest(): Promise<Uint8Array> {
    return this.#key === undefined
      ? hash('sha256', this.#data, 'buffer')
      : createHmac('sha256', this.#key).update(this.#data).digest();
  }

  reset(): void {
    this.#data = new Uint8Array();
  }
}

function bytesOf(key: Bytes): Uint8Array {
  return ArrayBuffer.isView(key)
    ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
    : new Uint8Array(key);
}
