import { format, inspect, types } from 'node:util';
import { noteError } from './name-mistake';
import { conceal, leakFindings } from './secrets';

// Jest loads this file into each check: a secret that the learner's code prints fails the case in
// which it does, and is shown nowhere.

declare global {
  /** Called by the environment of the checks for each error of a case. */
  var rewriteError: (error: unknown) => unknown;
}

const PRINTING = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const;

/** What must fail the case that is running. */
let leaks: Error[] = [];

/** Fails the running case if a secret is in what it prints. */
export function notePrinted(text: string): void {
  for (const finding of leakFindings(text)) leaks.push(new Error(finding));
}

/** Forgets what another check has printed: several may run in one test file. */
export function forgetPrinted(): void {
  leaks = [];
}

for (const method of PRINTING) {
  const print = console[method].bind(console);
  console[method] = (...values: unknown[]) => {
    const text = method === 'dir' || method === 'table' ? inspect(values) : format(...values);
    notePrinted(text);
    const shown = conceal(text);
    if (shown === text) (print as (...all: unknown[]) => void)(...values);
    else console.log(shown);
  };
}

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...values: unknown[]) => boolean;
  stream.write = (text: string | Uint8Array, ...rest: unknown[]) => {
    const printed = typeof text === 'string' ? text : Buffer.from(text).toString();
    notePrinted(printed);
    const shown = conceal(printed);
    return write(shown === printed ? text : shown, ...rest);
  };
}

globalThis.rewriteError = (error) => {
  if (typeof error === 'string') return conceal(error);
  if (!types.isNativeError(error)) return error;
  const { message, stack, cause } = error;
  if (stack) error.stack = conceal(stack, allowedIn(error));
  error.message = conceal(message, allowedIn(error));
  // Jest shows an error with what caused it.
  if (cause !== undefined) error.cause = globalThis.rewriteError(cause);
  noteError(error);
  return error;
};

/** A comparison shows what it expects: a token that is signed is in there rightly. */
function allowedIn(error: Error & { matcherResult?: { expected?: unknown } }): string {
  const expected = error.matcherResult?.expected;
  return typeof expected === 'string' ? expected : '';
}

afterEach(() => {
  const [leak] = leaks;
  forgetPrinted();
  if (leak) throw leak;
});
