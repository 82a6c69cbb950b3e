import { StringDecoder } from 'node:string_decoder';
import { ProtocolBreak } from '../protocol/protocol-break';

/** In characters; the longest true answer has a few thousand. */
const MAX_LINE = 1_000_000;

/** Cuts a stream into lines, and keeps no more of it than one line. */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  /**
   * @returns the lines that the chunk ends, without those that are blank
   * @throws ProtocolBreak if a line grows without end
   */
  push(chunk: Buffer): string[] {
    const [first = '', ...others] = this.#decoder.write(chunk).split('\n');
    const lines = [this.#rest + first, ...others];
    this.#rest = lines.pop()!;
    if (this.#rest.length > MAX_LINE) {
      throw new ProtocolBreak(
        'line-too-long',
        `It printed more than ${MAX_LINE.toLocaleString('en')} characters without a newline.\n` +
          'Each answer is one line; standard output is for answers alone.',
      );
    }
    return lines.filter(isNotBlank).map(withoutMark);
  }

  /** What stood behind the last newline. */
  end(): string[] {
    return [this.#rest + this.#decoder.end()].filter(isNotBlank).map(withoutMark);
  }
}

function isNotBlank(line: string): boolean {
  return line.trim() !== '';
}

/** Some programs of Windows begin what they print with a byte order mark. */
function withoutMark(line: string): string {
  return line.replace(/^\ufeff/, '');
}
