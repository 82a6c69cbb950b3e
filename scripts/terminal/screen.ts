import { styleText } from 'node:util';

/** The few ways a word may stand out. What they say is said in words, too. */
export type Emphasis = 'strong' | 'faint' | 'good' | 'bad' | 'differing';

/** Gives a text an emphasis, or leaves it as it is. */
export type Style = (emphasis: Emphasis, text: string) => string;

/** What texts are laid out for. */
export interface Screen {
  /** How wide a line may be. */
  columns: number;
  /** How many lines are seen at once; unknown outside a terminal. */
  rows?: number;
  style: Style;
  /** Whether more than ASCII can be shown; if it is not said, it cannot. */
  isUnicode?: boolean;
}

/** The part of an output stream that is needed. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  /** Of a terminal; it knows what NO_COLOR, FORCE_COLOR and TERM ask for. */
  hasColors?(): boolean;
}

const FORMATS = {
  strong: 'bold',
  faint: 'dim',
  good: 'green',
  bad: 'red',
  differing: 'inverse',
} as const;
const DEFAULT_COLUMNS = 100;

/** Narrower text could not be read. */
const LEAST_COLUMNS = 40;

export const plain: Style = (_, text) => text;

// Whether to colour was decided already; of itself styleText would ask standard output.
export const coloured: Style = (emphasis, text) =>
  styleText(FORMATS[emphasis], text, { validateStream: false });

/**
 * The screen of a stream: plain text where that is no terminal.
 *
 * @param columnsElsewhere how wide a line may be in a file or a pipe
 */
export function screenFor(stream: TextStream, columnsElsewhere = DEFAULT_COLUMNS): Screen {
  return {
    // Some pseudo-terminals report 0 columns.
    columns: Math.max(stream.columns || columnsElsewhere, LEAST_COLUMNS),
    rows: stream.isTTY ? stream.rows || undefined : undefined,
    style: stream.isTTY && stream.hasColors?.() ? coloured : plain,
    isUnicode: stream.isTTY === true && showsUnicode(process.env, process.platform),
  };
}

/**
 * Whether a terminal shows marks and arrows, by what its environment says. A terminal of another
 * system than Windows does unless its locale is another one than UTF-8.
 */
export function showsUnicode(
  { TERM, TERM_PROGRAM, WT_SESSION, LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): boolean {
  if (TERM === 'dumb' || TERM === 'linux') return false;
  // The console of old has a code page; these two have UTF-8.
  if (platform === 'win32') return WT_SESSION !== undefined || TERM_PROGRAM === 'vscode';
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale);
}
