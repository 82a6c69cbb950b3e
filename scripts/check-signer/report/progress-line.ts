import type { TextStream } from '../../terminal/screen';

const CLEAR_LINE = '\r\u001b[K';

/** Says how far the check is, on a line that the next one replaces; on a terminal only. */
export class ProgressLine {
  readonly #terminal?: TextStream;

  constructor(stream: TextStream) {
    this.#terminal = stream.isTTY ? stream : undefined;
  }

  show(text: string): void {
    this.#terminal?.write(`${CLEAR_LINE}${text}`);
  }

  clear(): void {
    this.#terminal?.write(CLEAR_LINE);
  }
}
