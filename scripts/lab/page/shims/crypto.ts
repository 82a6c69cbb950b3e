import { Sha256 } from '@aws-crypto/sha256-js';

// The part of node:crypto that the signer uses, for a browser: SHA-256 alone, and at once. The
// browser's own implementation answers later, which would make every stage of the signer wait.

type Data = string | Uint8Array;
type Encoding = 'hex' | 'base64';

/** As node:crypto's `hash`. */
export function hash(algorithm: string, data: Data, encoding: Encoding): string {
  return createHash(algorithm).update(data).digest(encoding);
}

/** As node:crypto's `createHash`. */
export function createHash(algorithm: string): Digest {
  assertSha256(algorithm);
  return new Digest(new Sha256());
}

/** As node:crypto's `createHmac`. */
export function createHmac(algorithm: string, key: Data): Digest {
  assertSha256(algorithm);
  return new Digest(new Sha256(bytesOf(key)));
}

class Digest {
  readonly #sha256: Sha256;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  update(data: Data): this {
    this.#sha256.update(bytesOf(data));
    return this;
  }

  digest(): Buffer;
  digest(encoding: Encoding): string;
  digest(encoding?: Encoding): Buffer | string {
    const digest = Buffer.from(this.#sha256.digestSync());
    return encoding ? digest.toString(encoding) : digest;
  }
}

/** The bytes that are meant: of a text its UTF-8. */
function bytesOf(data: Data): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}

function assertSha256(algorithm: string): void {
  if (algorithm !== 'sha256') throw new Error(`The lab has no hash function ${algorithm}.`);
}
