import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../files/root';

/**
 * A wrong answer: a finished step's file, loaded with one text in it changed.
 * @param file below solutions/
 * @throws Error when the file no longer has the text
 */
export function changedSolution<Module>(file: string, text: string, replacement: string): Module {
  const solution = path.join(ROOT, 'solutions', file);
  const source = readFileSync(solution, 'utf8');
  if (!source.includes(text)) throw new Error(`${file} no longer has the text: ${text}`);
  const { outputFiles } = buildSync({
    stdin: {
      contents: source.replace(text, replacement),
      resolveDir: path.dirname(solution),
      loader: 'ts',
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  const loaded = { exports: {} as Module };
  new Function('module', 'require', outputFiles[0]!.text)(loaded, require);
  return loaded.exports;
}
