import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { preProcessFile } from 'typescript';

/** That one file of the workshop imports another, each by its path below the workshop's folder. */
export interface Import {
  from: string;
  to: string;
}

const SOURCE = /\.(ts|js)$/;
const ENDINGS = ['', '.ts', '.js', '.json', '/index.ts'];

/**
 * All imports of one file by another in some folders: static, dynamic, `require`, and of types.
 *
 * @param root the workshop's folder, absolute
 * @param folders relative to it
 * @throws Error if an import leads to no file
 */
export function importsIn(root: string, folders: readonly string[]): Import[] {
  return folders
    .flatMap((folder) => sourcesIn(root, folder))
    .flatMap((from) => {
      const text = readFileSync(path.join(root, from), 'utf8');
      return specifiersIn(text).map((specifier) => ({ from, to: resolved(root, from, specifier) }));
    });
}

/** The source files in a folder and below, each by its path below the workshop's folder. */
export function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((file) => SOURCE.test(file));
}

function specifiersIn(text: string): string[] {
  return preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith('.'));
}

function resolved(root: string, from: string, specifier: string): string {
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const found = ENDINGS.map((ending) => target + ending).find((file) => isFile(root, file));
  if (found) return found;
  throw new Error(`${from} imports ${specifier}, and there is no such file.`);
}

function isFile(root: string, file: string): boolean {
  const absolute = path.join(root, file);
  return existsSync(absolute) && statSync(absolute).isFile();
}
