import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../files/root';

/** What is in a function that is still to be written. */
const STILL_TO_WRITE = /throw new Error\(\s*['"`]TODO (\w+):/g;

/** Where the code is that is verified: what the learner writes, or the finished version of it. */
export type Shelf = 'steps' | 'solutions';

/** A module of the steps cannot be used; the message says which, and why. */
export class UnusableCode extends Error {
  override readonly name = 'UnusableCode';
}

/** The files of the steps, on one of the two shelves. */
export class Code {
  readonly shelf: Shelf;
  readonly #root: string;

  constructor(shelf: Shelf, root: string = ROOT) {
    this.shelf = shelf;
    this.#root = root;
  }

  /**
   * The absolute path of a file.
   *
   * @param file such as `07-sign-request/sign-request`
   */
  path(file: string): string {
    const own = path.join(this.#root, this.shelf, `${file}.ts`);
    // A file that is given to the learner whole has no exercise, and may have no solution.
    return existsSync(own) ? own : path.join(this.#root, 'steps', `${file}.ts`);
  }

  /** The path as people read it. */
  name(file: string): string {
    return path.relative(this.#root, this.path(file)).replaceAll(path.sep, '/');
  }

  /** Whether it is the finished code, and no learner's. */
  get isFinished(): boolean {
    return this.shelf === 'solutions';
  }

  /** The names of the functions of a file that are still to be written. */
  unwritten(file: string): string[] {
    const text = readFileSync(this.path(file), 'utf8');
    return [...text.matchAll(STILL_TO_WRITE)].map(([, name = '']) => name);
  }

  /**
   * Where the first of these functions is that a file declares.
   *
   * @returns such as `steps/03-invoke-policy/invoke-policy.ts:41`; the file alone if it has none
   */
  placeOf(file: string, ...names: string[]): string {
    const lines = readFileSync(this.path(file), 'utf8').split('\n');
    const declared = names.map((name) =>
      lines.findIndex((line) => new RegExp(`\\b(function|const) ${name}\\b`).test(line)),
    );
    const index = declared.find((found) => found >= 0);
    return index === undefined ? this.name(file) : `${this.name(file)}:${index + 1}`;
  }

  /**
   * Loads a file of a step.
   *
   * @param functions those that it must export
   * @throws UnusableCode when it cannot be loaded, or lacks one of them
   */
  load<Module extends object>(file: string, ...functions: (keyof Module & string)[]): Module {
    const module = this.#require(file) as Module;
    for (const name of functions) {
      if (typeof module[name] === 'function') continue;
      throw new UnusableCode(`${this.name(file)} does not export the function ${name}.`);
    }
    return module;
  }

  #require(file: string): unknown {
    try {
      return require(this.path(file));
    } catch (error) {
      throw new UnusableCode(`${this.name(file)} cannot be loaded: ${(error as Error).message}`);
    }
  }
}

const PLACE = /(?<!verify[\\/]+)((?:steps|solutions)[\\/]+\d\d-[^:)]+:\d+)/;

/**
 * The first line of a step's file that a stack trace names.
 *
 * @returns such as `steps/02-provision-api/provision-api.ts:46`, or undefined
 */
export function lineOfStep(stack: string): string | undefined {
  return PLACE.exec(stack)?.[1]?.replace(/\\+/g, '/');
}
