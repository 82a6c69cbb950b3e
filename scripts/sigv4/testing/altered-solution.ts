import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ROOT } from '../../files/root';
import type { Mode, Vector, VectorContext, VectorRequest } from '../vectors';

const SOLUTIONS = path.join(ROOT, 'solutions');

/** The faces of steps 07 and 08. */
export interface HandWrittenSigner {
  signRequest(request: VectorRequest, context: VectorContext): VectorRequest;
  presignQuery(request: VectorRequest, context: VectorContext): string;
}

/** One line of one file in solutions/, and the line that replaces it. */
export interface Alteration {
  file: string;
  line: string;
  becomes: string;
}

/**
 * The finished signer with one line changed, or as it is: its sources are compiled again, so it
 * shares no module, and no key cache, with any other.
 *
 * @throws Error if the line is not in the file, or is there more than once
 */
export function solutionWith(alteration?: Alteration): HandWrittenSigner {
  const loaded = new Map<string, object>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known) return known;
    const exports = {};
    loaded.set(file, exports);
    const requireFrom = (name: string): unknown =>
      name.startsWith('.') ? load(`${path.resolve(path.dirname(file), name)}.ts`) : require(name);
    compileFunction(compiled(file, alteration), ['exports', 'require'])(exports, requireFrom);
    return exports;
  };
  return {
    ...load(path.join(SOLUTIONS, '07-sign-request/sign-request.ts')),
    ...load(path.join(SOLUTIONS, '08-presign-url/presign-url.ts')),
  } as HandWrittenSigner;
}

/** The signature that a hand-written signer gives a vector in one form. */
export function signatureBy(
  signer: HandWrittenSigner,
  { request, context }: Pick<Vector, 'request' | 'context'>,
  mode: Mode,
): string | undefined {
  const signed =
    mode === 'header'
      ? signer.signRequest(request, context).headers.at(-1)?.[1]
      : signer.presignQuery(request, context);
  return signed && /Signature=([0-9a-f]+)$/.exec(signed)?.[1];
}

function compiled(file: string, alteration?: Alteration): string {
  const source = readFileSync(file, 'utf8');
  const isAltered = alteration && file === path.join(SOLUTIONS, alteration.file);
  const text = isAltered ? altered(source, alteration) : source;
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  return transpileModule(text, { compilerOptions }).outputText;
}

function altered(source: string, { file, line, becomes }: Alteration): string {
  const lines = source.split('\n');
  const found = lines.flatMap((text, index) => (text.trim() === line ? index : []));
  if (found.length !== 1) {
    throw new Error(
      `solutions/${file} has ${found.length} lines that read "${line}"; one was expected. ` +
        'The solution has changed: change the alteration with it.',
    );
  }
  return lines.with(found[0]!, becomes).join('\n');
}
