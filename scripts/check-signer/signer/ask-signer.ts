import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Outcome } from '../protocol/signer-answer';
import type { SignerInput } from '../protocol/signer-input';
import { Conversation } from './conversation';
import type { SignerFault } from './fault';
import { type Program, startProgram, stopProgram } from './program';

export interface AskOptions {
  /** Milliseconds that may pass between one answer and the next. */
  timeout: number;
  /** Where the program's relative paths begin. */
  directory: string;
  /** Called with each answer. */
  onAnswer?: (answered: number) => void;
}

/** All that a signer answered. */
export interface SignerRun {
  /** By the id of the case. */
  outcomes: ReadonlyMap<number, Outcome>;
  /** When they came, by the same id. */
  answeredAt: ReadonlyMap<number, Date>;
  /** Why it could not be asked to the end; null if it was. */
  fault: SignerFault | null;
  /** What was odd and did no harm. */
  remarks: string[];
}

/**
 * Puts all cases to a signer at once, so that it may answer in any order, or after it has read them
 * all. Whatever the signer does, this ends, and nothing that the signer started stays behind.
 */
export async function askSigner(
  program: Program,
  inputs: readonly SignerInput[],
  options: AskOptions,
): Promise<SignerRun> {
  const child = startProgram(program, options.directory);
  const letGo = stopWithThisProcess(child);
  const conversation = new Conversation(child, inputs, options);
  send(inputs, child);
  const fault = await conversation.end;
  await stopAndWait(child);
  letGo();
  const { outcomes, answeredAt, remarks } = conversation;
  return { outcomes, answeredAt, fault, remarks };
}

/** Writes as fast as the signer reads, then ends its input. */
function send(inputs: readonly SignerInput[], { stdin }: ChildProcessWithoutNullStreams): void {
  // A signer that does not read on is known by the answers that it does not give.
  stdin.on('error', () => stdin.destroy());
  Readable.from(inputs.map((input) => `${JSON.stringify(input)}\n`)).pipe(stdin);
}

async function stopAndWait(child: ChildProcessWithoutNullStreams): Promise<void> {
  const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ended = isRunning ? once(child, 'exit') : undefined;
  stopProgram(child);
  for (const stream of child.stdio) stream?.destroy();
  await ended;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The signer has a process group of its own: the Ctrl-C that ends this process does not reach it.
 *
 * @returns a function that takes the precaution back
 */
function stopWithThisProcess(child: ChildProcessWithoutNullStreams): () => void {
  const stop = () => stopProgram(child);
  const stopAndEnd = (signal: NodeJS.Signals) => {
    letGo();
    stop();
    process.kill(process.pid, signal);
  };
  const letGo = () => {
    process.off('exit', stop);
    for (const signal of SIGNALS) process.off(signal, stopAndEnd);
  };
  process.on('exit', stop);
  for (const signal of SIGNALS) process.on(signal, stopAndEnd);
  return letGo;
}
