import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plain } from '../../terminal/screen';
import type { CommandContext } from '../command';
import { ProgressFile } from '../progress';
import { readSteps, stepNumbered } from '../steps';
import { lesson } from './temporary-workshop';

/** A workshop for tests that holds files only, each its own: nothing in it can be run. */
export class BareWorkshop {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'bare-workshop-')));
  readonly warnings: string[] = [];
  readonly #progress = new ProgressFile(this.root, (text) => this.warnings.push(text));

  write(file: string, text: string): void {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** A file's text; undefined where there is none. */
  read(file: string): string | undefined {
    const target = path.join(this.root, file);
    return existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  }

  /** A step with one file, and its solution. */
  writeStep(id: string, { solution, own }: { solution: string; own: string }): void {
    this.write(`steps/${id}/README.md`, lesson(`The ${id}`));
    this.write(`steps/${id}/f.test.ts`, `// the check of ${id}\n`);
    this.write(`steps/${id}/f.ts`, own);
    this.write(`solutions/${id}/f.ts`, solution);
  }

  context(now: Date): CommandContext {
    const { root } = this;
    return {
      root,
      steps: () => readSteps(root),
      progress: this.#progress,
      style: plain,
      columns: 80,
      now,
      warn: (text) => this.warnings.push(text),
    };
  }

  step(number: string) {
    return stepNumbered(readSteps(this.root), number);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
