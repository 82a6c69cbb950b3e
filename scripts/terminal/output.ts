import { conceal } from './conceal';
import type { TextStream } from './screen';

/** Where a command writes what people read. */
export interface Output {
  /** Writes a line. */
  line(text?: string): void;
  /** Writes a line that the next one takes the place of, such as a countdown. */
  passing(text: string): void;
  /** From now on this text is not shown, wherever it comes up. */
  hide(secret: string | undefined): void;
}

const CLEAR_LINE = '\r\u001b[K';

/**
 * Writes to a stream. A passing line is written over on a terminal; elsewhere, as in a log file, it
 * is a line like any other.
 */
export function outputTo(stream: TextStream = process.stdout): Output {
  const secrets = new Set<string>();
  const isTerminal = stream.isTTY === true;
  let passing = false;

  const write = (text: string, end: string) => {
    stream.write(`${passing ? CLEAR_LINE : ''}${conceal(text, secrets)}${end}`);
  };
  return {
    line(text = '') {
      write(text, '\n');
      passing = false;
    },
    passing(text) {
      write(text, isTerminal ? '' : '\n');
      passing = isTerminal;
    },
    hide(secret) {
      if (secret) secrets.add(secret);
    },
  };
}
