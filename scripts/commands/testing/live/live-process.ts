import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../../files/root';
import type { CommandLine, CommandResult } from './live-child';

const RESOLVER = require.resolve('./amazonaws-names.js');
const LOADER = path.join(ROOT, 'scripts/load-typescript.js');

/**
 * A process whose live commands reach a port of this machine under the names of AWS: the one in
 * `AMAZONAWS_PORT` of their environment.
 */
export class LiveProcess {
  readonly #directory = mkdtempSync(path.join(tmpdir(), 'live-'));
  readonly #child: ChildProcess;
  readonly #environment: Record<string, string>;

  /** @param authority certificate of who vouches for what answers there, as PEM */
  constructor(authority: string) {
    const authorityFile = path.join(this.#directory, 'authority.pem');
    writeFileSync(authorityFile, authority);
    this.#environment = { NODE_EXTRA_CA_CERTS: authorityFile };
    const home = path.join(this.#directory, 'home');
    mkdirSync(home);
    this.#child = fork(require.resolve('./live-child'), {
      cwd: this.#directory,
      execArgv: ['--require', RESOLVER, '--require', LOADER],
      env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home, ...this.#environment },
    });
  }

  /** The arguments and variables by which another process of Node.js finds AWS there, once it has the port. */
  get findsAws(): { argv: string[]; environment: Record<string, string> } {
    return { argv: ['--require', RESOLVER], environment: this.#environment };
  }

  async run(command: CommandLine): Promise<CommandResult> {
    this.#child.send(command);
    const [result] = (await once(this.#child, 'message')) as [CommandResult];
    return result;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
