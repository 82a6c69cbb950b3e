import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** A language that an adapter is written in. */
export interface AdapterLanguage {
  language: string;
  isAtHand(): boolean;
  /** The command that runs its adapter, given the folder of the examples. */
  commandIn(examples: string): string;
  /** Whether a case takes next to no time. */
  isQuick: boolean;
}

/** What a command prints; nothing if there is no such command, or it fails. */
function printedBy(command: string, ...args: string[]): string {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

const run =
  (start: string, ...file: string[]) =>
  (examples: string) =>
    `${start} "${path.join(examples, ...file)}"`;

/** The adapters that hold a signer of their own and nothing but what the language brings along. */
export const LANGUAGES: readonly AdapterLanguage[] = [
  {
    language: 'Python 3',
    isAtHand: () => printedBy('python3', '--version') !== '',
    commandIn: run('python3', 'python', 'signer.py'),
    isQuick: true,
  },
  {
    language: 'Go',
    isAtHand: () => printedBy('go', 'version') !== '',
    commandIn: run('go run', 'go', 'signer.go'),
    isQuick: true,
  },
  {
    language: 'Java 17 or later',
    isAtHand: () => Number(/^\S+ (\d+)/.exec(printedBy('java', '--version'))?.[1]) >= 17,
    commandIn: run('java', 'java', 'Signer.java'),
    isQuick: true,
  },
  {
    language: 'PHP 8',
    isAtHand: () => Number(/^PHP (\d+)/.exec(printedBy('php', '--version'))?.[1]) >= 8,
    commandIn: run('php', 'php', 'signer.php'),
    isQuick: true,
  },
  {
    language: 'bash with openssl and jq',
    isAtHand: () => printedBy('bash', '-c', 'openssl version && jq --version') !== '',
    commandIn: run('bash', 'shell', 'signer.sh'),
    isQuick: false,
  },
];
