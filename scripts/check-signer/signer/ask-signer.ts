import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { SignerInput } from '../protocol/signer-input';
import { Conversation, type ConversationEnd } from './conversation';
import { type Program, type RunningProgram, startProgram, stopProgram } from './program';
import { Recovery, type SignerRun } from './recovery';

export interface AskOptions {
  /** Milliseconds that may pass between one answer and the next. */
  timeout: number;
  /** Where the program's relative paths begin. */
  directory: string;
  /** Called with each answer. */
  onAnswer?: (answered: number) => void;
}

/**
 * Puts all cases to a signer at once, so that it may answer in any order, or after it has read them
 * all. A case that ends the signer, or that it never answers, costs only itself: the signer is
 * started again. Whatever the signer does, this ends, and nothing that the signer started stays.
 */
export async function askSigner(
  program: Program,
  inputs: readonly SignerInput[],
  options: AskOptions,
): Promise<SignerRun> {
  const recovery = new Recovery(inputs, options.onAnswer);
  while (recovery.nextInputs().length > 0) {
    const fault = recovery.afterEnd(await converse(program, recovery, options));
    if (fault) return recovery.result(fault);
  }
  return recovery.result();
}

/** Asks one start of the signer. */
async function converse(
  program: Program,
  recovery: Recovery,
  { timeout, directory }: AskOptions,
): Promise<ConversationEnd> {
  const inputs = recovery.start();
  const running = startProgram(program, directory);
  const letGo = stopWithThisProcess(running);
  const conversation = new Conversation(running.child, inputs, {
    timeout,
    onAnswer: (id, outcome) => recovery.take(id, outcome),
    describeProgress: () => recovery.describeProgress(),
  });
  send(inputs, running.child);
  const end = await conversation.end;
  await stopAndWait(running);
  letGo();
  return end;
}

/** Writes as fast as the signer reads, then ends its input. */
function send(inputs: readonly SignerInput[], { stdin }: ChildProcessWithoutNullStreams): void {
  // A signer that does not read on is known by the answers that it does not give.
  stdin.on('error', () => stdin.destroy());
  Readable.from(inputs.map((input) => `${JSON.stringify(input)}\n`)).pipe(stdin);
}

async function stopAndWait(running: RunningProgram): Promise<void> {
  const { child } = running;
  const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ended = isRunning ? once(child, 'exit') : undefined;
  stopProgram(running);
  for (const stream of child.stdio) stream?.destroy();
  await ended;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The signer has a process group of its own: the Ctrl-C that ends this process does not reach it.
 *
 * @returns a function that takes the precaution back
 */
function stopWithThisProcess(running: RunningProgram): () => void {
  const stop = () => stopProgram(running);
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
