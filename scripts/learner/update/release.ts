import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of a workshop, by their path in it, with slashes. */
export type Files = ReadonlyMap<string, Buffer>;

/** What no release holds, or what is the learner's alone. */
const NOT_RELEASED = new Set(['.git', '.workshop', 'node_modules']);

/**
 * Reads a newer copy of the workshop.
 *
 * @throws Error if the folder holds no copy of this workshop
 */
export function readRelease(folder: string, root: string): Files {
  for (const needed of ['package.json', 'steps', 'solutions', 'scripts']) {
    if (existsSync(path.join(folder, needed))) continue;
    throw new Error(`${folder} holds no copy of the workshop: it has no ${needed}.`);
  }
  const [theirs, ours] = [packageOf(folder).name, packageOf(root).name];
  if (theirs !== ours) throw new Error(`${folder} holds ${theirs}, not ${ours}.`);
  return readFiles(folder);
}

/** The files below a folder of a workshop. */
export function readFiles(root: string, below = ''): Files {
  const folder = path.join(root, below);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_RELEASED.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry): [string, Buffer][] => {
      const file = path.posix.join(below, entry.name);
      if (entry.isDirectory()) return [...readFiles(root, file)];
      return entry.isFile() ? [[file, readFileSync(path.join(root, file))]] : [];
    });
  return new Map(files);
}

/** What a copy of the workshop calls itself, and its version. */
export function packageOf(folder: string): { name?: string; version?: string } {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(text) as { name?: string; version?: string };
}
