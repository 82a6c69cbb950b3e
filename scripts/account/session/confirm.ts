import { createInterface } from 'node:readline';
import { CannotRun } from '../../terminal/cannot-run';
import { ROLE_PATH } from '../names';
import type { Session } from './session';

/** Asks a question, and gives the answer. */
export type Ask = (question: string) => Promise<string>;

/** How a command gets its user's consent. */
export interface Consent {
  /** It is given already. */
  yes?: boolean;
  /** Absent where nobody can be asked. */
  ask?: Ask;
}

/**
 * Shows where a live session would work and what it would do, and asks whether it may.
 *
 * @param intention what is about to be done, as lines
 * @throws CannotRun unless the answer is yes
 */
export async function confirmLive(
  { accountId, region, callerArn, names, output }: Session,
  intention: string[],
  { yes, ask }: Consent,
): Promise<void> {
  output.line('This works on a real AWS account.');
  output.line();
  output.line(`  account  ${accountId}`);
  output.line(`  caller   ${callerArn}`);
  output.line(`  region   ${region}`);
  output.line(`  prefix   ${names.prefix}-`);
  output.line();
  for (const line of intention) output.line(`  ${line}`);
  output.line();
  if (yes) return;
  if (!ask) {
    throw new CannotRun('Nobody can be asked here. If this is right, say so with --yes.');
  }
  const answer = await ask('Go on? (yes/no) ');
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new CannotRun('Nothing was done.');
}

/** What a verification makes in a live account, and what that costs. */
export function creationIntention({ names }: Session): string[] {
  return [
    `It creates, if they do not exist yet: the REST API ${names.api};`,
    `the functions ${names.helloFunction}, ${names.callerFunction}, ${names.probeFunction};`,
    `the roles ${names.helloRole}, ${names.callerRole}, ${names.signerRole} under ${ROLE_PATH};`,
    `in place of steps not written yet, an API and a role named ${names.prefix}-finished-….`,
    'Probe and signer are helpers of the verification, which no step speaks of.',
    'All of it bears tags. It creates no user and no access key.',
    'Cost: a few dozen calls, within the free tier or below a cent; idle, it costs nothing.',
    'It stays until: npm run teardown -- --live',
  ];
}

/** A terminal to read from, or to write to. */
type Readable = NodeJS.ReadableStream & { isTTY?: boolean };
type Writable = NodeJS.WritableStream & { isTTY?: boolean };

/** Asks on the terminal; Ctrl+C and the end of the input answer nothing. Undefined where there is none. */
export function terminalQuestion(
  input: Readable = process.stdin,
  output: Writable = process.stdout,
): Ask | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  return (question) =>
    new Promise((resolve) => {
      const terminal = createInterface({ input, output });
      terminal.once('close', () => resolve(''));
      terminal.question(question, (answer) => {
        resolve(answer);
        terminal.close();
      });
    });
}
