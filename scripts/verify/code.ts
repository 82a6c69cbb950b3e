import { existsSync } from 'node:fs';
import path from 'node:path';
import { BundleError } from '../aws/bundle-function';
import { DoesNotHold } from './report';

const ROOT = path.resolve(__dirname, '../..');

/** Where the code is that is verified: what the learner writes, or the finished version of it. */
export type Shelf = 'steps' | 'solutions';

/** A module of the steps cannot be used; the message says which, and why. */
export class UnusableCode extends Error {
  override readonly name = 'UnusableCode';
}

/** The files of the steps, on one of the two shelves. */
export class Code {
  constructor(
    readonly shelf: Shelf,
    private readonly root: string = ROOT,
  ) {}

  /**
   * The absolute path of a file.
   *
   * @param file such as `07-sign-request/sign-request`
   */
  path(file: string): string {
    const own = path.join(this.root, this.shelf, `${file}.ts`);
    // A file that is given to the learner whole has no exercise, and may have no solution.
    return existsSync(own) ? own : path.join(this.root, 'steps', `${file}.ts`);
  }

  /** The path as people read it. */
  name(file: string): string {
    return path.relative(this.root, this.path(file)).replaceAll(path.sep, '/');
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

/**
 * What an error that the learner's code has thrown means.
 *
 * @returns lines; undefined when the error does not come from there
 */
export function describeLearnersError(error: unknown): string[] | undefined {
  if (error instanceof DoesNotHold || !(error instanceof Error)) return undefined;
  if (error instanceof UnusableCode || error instanceof BundleError) {
    return error.message.split('\n');
  }
  if (error.message.startsWith('TODO '))
    return ['This is still to be written:', `  ${error.message}`];
  const place = /(?<!verify[\\/])((?:steps|solutions)[\\/]\d\d-[^:)]+:\d+)/.exec(
    error.stack ?? '',
  )?.[1];
  if (!place) return undefined;
  return [`${error.name}: ${error.message}`, `  thrown in ${place.replaceAll('\\', '/')}`];
}
