import { formatWithOptions, stripVTControlCharacters } from 'node:util';
import { withoutForeignFrames } from './places';
import type { CheckOutput } from './verdict';

/** Separates the name of a case from the text that was printed while it ran. */
const SEPARATOR = '\u0000';

/** A learner reads the first few; a thousand more would only slow the verdict down. */
const LINES_KEPT = 20;

/**
 * Jest collects what a check prints, but does not say which case printed it: from here on each text
 * has the name of its case in front, which `outputOf` takes off again.
 *
 * @param target the console of the check
 * @param currentTest the name of the case that is running, or undefined
 */
export function namePrintingTest(target: Console, currentTest: () => string | undefined): void {
  for (const method of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    const print = target[method].bind(target);
    target[method] = (...values: unknown[]) => {
      const text = formatWithOptions({ colors: false, depth: 4 }, ...values);
      print((currentTest() ?? '') + SEPARATOR + text);
    };
  }
}

/**
 * What was printed, apart for the case that the verdict is about.
 *
 * @param texts as the console of a check collected them
 * @param test the full name of that case, or undefined
 */
export function outputOf(texts: string[], test: string | undefined): CheckOutput {
  const fromCase: string[] = [];
  const others: string[] = [];
  for (const text of texts) {
    const [name, printed = ''] = text.split(SEPARATOR);
    (name === test ? fromCase : others).push(...linesOf(printed));
  }
  return {
    fromCase: fromCase.slice(0, LINES_KEPT),
    others: others.slice(0, LINES_KEPT),
    lines: fromCase.length + others.length,
  };
}

/** What was written past the console, straight to the process's output. */
export function rawOutput(text: string): CheckOutput {
  const others = linesOf(text.trimEnd()).filter((line) => line !== '');
  return { fromCase: [], others: others.slice(0, LINES_KEPT), lines: others.length };
}

export function joinOutputs(a: CheckOutput, b: CheckOutput): CheckOutput {
  return {
    fromCase: [...a.fromCase, ...b.fromCase].slice(0, LINES_KEPT),
    others: [...a.others, ...b.others].slice(0, LINES_KEPT),
    lines: a.lines + b.lines,
  };
}

function linesOf(text: string): string[] {
  return withoutForeignFrames(stripVTControlCharacters(text)).split('\n');
}
