import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Program } from '../signer/program';

/** Small programs for tests, each in a folder that is removed when the test file is done. */
export class Signers {
  readonly directory = mkdtempSync(path.join(tmpdir(), 'check-signer-'));

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  /** A program that runs the source for each line of its input, with `input` and `print(object)`. */
  program(forEachLine: string): Program {
    return this.script(`
      const print = (answer) => process.stdout.write(JSON.stringify(answer) + '\\n');
      require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
        const input = JSON.parse(line);
        ${forEachLine}
      });`);
  }

  /** A program of its own. */
  script(source: string): Program {
    const file = this.#write('.cjs', source);
    return { kind: 'command', command: `"${process.execPath}" "${file}"` };
  }

  module(source: string, exportName = 'sign'): Program {
    return { kind: 'module', file: this.#write('.ts', source), exportName };
  }

  #count = 0;

  #write(extension: string, source: string): string {
    this.#count++;
    const file = path.join(this.directory, `signer-${this.#count}${extension}`);
    writeFileSync(file, source);
    return file;
  }
}
