const KEPT_BYTES = 4096;
const SHOWN_LINES = 12;

/** The end of a stream of any length. */
export class Tail {
  #kept = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#kept = Buffer.concat([this.#kept, chunk]).subarray(-KEPT_BYTES);
  }

  /** The last lines. */
  toString(): string {
    return this.#kept.toString().trimEnd().split(/\r?\n/).slice(-SHOWN_LINES).join('\n');
  }
}
