import path from 'node:path';
import { type BuildFailure, build, type Message } from 'esbuild';
import { zipSync } from 'fflate';
import { ROOT } from '../files/root';

/** Where a function's code begins, in a package made by `bundleFunction`. */
export const HANDLER = 'index.handler';

/** The runtime that the packages are made for. */
export const RUNTIME = 'nodejs24.x';

/** A function with this variable tells its errors by the lines of the files it was made of. */
export const WITH_SOURCE_MAPS = { NODE_OPTIONS: '--enable-source-maps' };

/** A file that cannot be made a function; the message says where and why. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * Creates a deployment package of a TypeScript file that exports `handler`, with all that it imports.
 *
 * @param file absolute path
 * @returns a zip archive; the same files always give the same bytes
 * @throws BundleError where the file, or one that it imports, cannot be compiled
 */
export async function bundleFunction(file: string): Promise<Uint8Array> {
  const code = await bundle(file);
  // An archive holds times, too: a fixed one keeps its hash, by which unchanged code is known.
  return zipSync({ 'index.js': [code, { mtime: new Date(1980, 0, 1) }] });
}

/**
 * Makes one CommonJS file of a TypeScript file and all that it imports, with its source map.
 *
 * @param file absolute path
 * @throws BundleError where the file, or one that it imports, cannot be compiled
 */
export async function bundle(file: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [file],
    // What is in the source map is the same wherever a command is run.
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile: 'index.js',
    sourcemap: 'inline',
    sourcesContent: false,
    write: false,
    logLevel: 'silent',
  }).catch((failure: BuildFailure) => {
    throw new BundleError(`${shortPath(file)} cannot be bundled:\n${describe(failure.errors)}`);
  });
  return outputFiles[0]!.contents;
}

function describe(errors: Message[]): string {
  return errors
    .map(({ text, location }) => {
      if (!location) return `  ${text}`;
      return `  ${location.file}:${location.line}:${location.column + 1}: ${text}`;
    })
    .join('\n');
}

function shortPath(file: string): string {
  return path.relative(process.cwd(), file).replaceAll(path.sep, '/');
}
