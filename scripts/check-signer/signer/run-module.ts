import { Console } from 'node:console';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { SignerAnswer } from '../protocol/signer-answer';
import type { SignerInput } from '../protocol/signer-input';
import { CANNOT_EXECUTE } from './fault';

type Sign = (input: SignerInput) => SignerAnswer | Promise<SignerAnswer>;
type Exports = Record<string, unknown>;

/**
 * Makes a program of a module: reads cases and prints answers as any other signer does, so that a
 * module that hangs or ends the process is dealt with in the same way.
 *
 * @param exportName of the function that signs
 */
export async function runModule(file = '', exportName = ''): Promise<void> {
  // Standard output is for answers; what a module logs is no break of the protocol.
  globalThis.console = new Console(process.stderr);
  const sign = await load(file, exportName).catch((error: Error) =>
    cannotRun(error.stack ?? error.message),
  );
  for await (const line of createInterface({ input: process.stdin })) {
    const input = JSON.parse(line) as SignerInput;
    process.stdout.write(`${await answerLine(sign, input)}\n`);
  }
  // A module may hold something open that would keep the process running.
  process.stdout.write('', () => process.exit());
}

async function load(file: string, exportName: string): Promise<Sign> {
  const loaded = (await import(pathToFileURL(file).href)) as Exports;
  // A CommonJS module is the default export of itself.
  const exported = loaded[exportName] ?? (loaded.default as Exports | undefined)?.[exportName];
  if (typeof exported === 'function') return exported as Sign;
  const names = Object.keys(loaded).filter((name) => typeof loaded[name] === 'function');
  const known = names.length > 0 ? `the functions ${names.join(', ')}` : 'no function';
  return cannotRun(`${file} exports no function ${exportName}, but ${known}. Name it: --export.`);
}

async function answerLine(sign: Sign, input: SignerInput): Promise<string> {
  try {
    const answer: unknown = await sign(input);
    const isAnswer = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    return JSON.stringify(isAnswer ? { ...answer, id: input.id } : (answer ?? null));
  } catch (error) {
    return JSON.stringify({ id: input.id, error: String(error) });
  }
}

function cannotRun(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(CANNOT_EXECUTE);
}
