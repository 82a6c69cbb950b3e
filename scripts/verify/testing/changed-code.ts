import { Code } from '../code';

/** The finished code, with a learner's mistakes in place of some of it. */
export class ChangedCode extends Code {
  readonly #functions: Record<string, object>;
  readonly #files: Record<string, string>;

  /**
   * @param functions by file, as in `load`: those that are replaced
   * @param files by file: the path of another one, to be bundled in its place
   */
  constructor(functions: Record<string, object>, files: Record<string, string> = {}) {
    super('solutions');
    this.#functions = functions;
    this.#files = files;
  }

  /** A learner's. */
  override get isFinished(): boolean {
    return false;
  }

  override load<Module extends object>(
    file: string,
    ...functions: (keyof Module & string)[]
  ): Module {
    return { ...super.load<Module>(file, ...functions), ...this.#functions[file] };
  }

  override path(file: string): string {
    return this.#files[file] ?? super.path(file);
  }
}
