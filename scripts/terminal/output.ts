import { conceal } from './conceal';
import { renderReport } from './report/render';
import type { ScreenReport } from './report/report';
import { type Screen, screenFor, type TextStream } from './screen';

/** Where a command writes what people read. */
export interface Output {
  /** Writes a line. */
  line(text?: string): void;
  /** Writes a line that the next one takes the place of, such as a countdown. */
  passing(text: string): void;
  /** Shows what happens meanwhile: a line with --verbose, else in passing and on a terminal only. */
  detail(text: string): void;
  /** Shows what a command has to say, or writes it as JSON. */
  report(report: ScreenReport): void;
  /** What texts are laid out for. */
  readonly screen: Screen;
  /** From now on this text is not shown, wherever it comes up. */
  hide(secret: string | undefined): void;
}

/** How much is written, and in which form. */
export interface OutputOptions {
  /** Details, too. */
  isVerbose?: boolean;
  /** The report alone, as one JSON object; what else is said goes to standard error. */
  isJson?: boolean;
}

const CLEAR_LINE = '\r\u001b[K';

/**
 * Writes to a stream. A passing line is written over on a terminal; elsewhere, as in a log file, it
 * is a line like any other.
 */
export function outputTo(
  stream: TextStream = process.stdout,
  { isVerbose = false, isJson = false }: OutputOptions = {},
): Output {
  const secrets = new Set<string>();
  const isTerminal = stream.isTTY === true;
  const screen = screenFor(stream);
  let passing = false;

  const write = (text: string, end: string) => {
    stream.write(`${passing ? CLEAR_LINE : ''}${conceal(text, secrets)}${end}`);
  };
  const line = (text: string) => {
    write(text, '\n');
    passing = false;
  };
  return {
    screen,
    line(text = '') {
      if (isJson) process.stderr.write(`${conceal(text, secrets)}\n`);
      else line(text);
    },
    passing(text) {
      if (isJson) return;
      write(isTerminal ? text.slice(0, screen.columns - 1) : text, isTerminal ? '' : '\n');
      passing = isTerminal;
    },
    detail(text) {
      if (isVerbose) this.line(text);
      else if (isTerminal) this.passing(text);
    },
    report(report) {
      const text = isJson
        ? JSON.stringify(report, null, 2)
        : renderReport(report, screen, { isVerbose });
      line(text);
    },
    hide(secret) {
      if (secret) secrets.add(secret);
    },
  };
}
