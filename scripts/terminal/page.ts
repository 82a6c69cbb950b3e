import { styleText } from 'node:util';

/** How a word may stand out. What it says is said in words, too. */
export type Emphasis = 'bold' | 'dim' | 'green' | 'red';

/** What a report is shown on. */
export interface Page {
  columns: number;
  /** Gives a text an emphasis, or leaves it as it is. */
  style(emphasis: Emphasis, text: string): string;
}

/** The part of an output stream that is needed. */
export interface Terminal {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  /** Of a terminal; it knows what NO_COLOR, FORCE_COLOR and TERM ask for. */
  hasColors?(): boolean;
}

const DEFAULT_COLUMNS = 100;

/** Narrower text could not be read. */
const LEAST_COLUMNS = 40;

/** The page for a stream: plain text where that is no terminal. */
export function pageFor(stream: Terminal): Page {
  const isColoured = stream.isTTY && stream.hasColors?.();
  return {
    // Some terminals that are none say that they have no columns at all.
    columns: Math.max(stream.columns || DEFAULT_COLUMNS, LEAST_COLUMNS),
    // The stream was asked already; of itself styleText would ask standard output.
    style: isColoured
      ? (emphasis, text) => styleText(emphasis, text, { validateStream: false })
      : (_, text) => text,
  };
}
