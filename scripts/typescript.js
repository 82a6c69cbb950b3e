// @ts-check
const { hash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const path = require('node:path');

// TypeScript for Node.js and Jest: esbuild removes the types, and is loaded only for files that it has
// not seen as they are now. What it made of all others is kept in one pack, which is read at once.

const ROOT = path.resolve(__dirname, '..');
const PACK = path.join(ROOT, '.workshop', 'typescript.pack');

/** @type {import('esbuild').TransformOptions} */
const OPTIONS = {
  loader: 'ts',
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  // A module is imported by `require` whenever that is: Node.js itself would not find it as `./x`.
  supported: { 'dynamic-import': false },
  sourcemap: 'inline',
  sourcesContent: false,
};

/** What has made the outputs: those of another version or with other options are of no use. */
const MAKER = `esbuild ${require('esbuild/package.json').version} ${JSON.stringify(OPTIONS)}`;

/**
 * What was made of a file. The name is that of the file below the workshop's folder, so that a pack
 * holds each file once, and the hash that of its text.
 *
 * @typedef {{ hash: string, code: () => string }} Output
 */

/** @type {Map<string, Output> | undefined} */
let outputs;
let isSaving = false;

/**
 * Makes CommonJS of TypeScript, with its source map.
 *
 * @param {string} file absolute
 * @param {string} text what it holds
 * @returns {string}
 * @throws {Error} if it is no TypeScript, with the place
 */
function compile(file, text) {
  const name = path.relative(ROOT, file).replaceAll(path.sep, '/');
  const hashed = hash('sha256', text);
  outputs ??= readPack();
  const known = outputs.get(name);
  if (known?.hash === hashed) return known.code();

  const code = transform(file, text);
  outputs.set(name, { hash: hashed, code: () => code });
  saveBeforeExit();
  return code;
}

/** @type {(file: string, text: string) => string} */
function transform(file, text) {
  // A source map names its file as beside itself, so that a copy of the workshop may use it as well.
  const sourcefile = path.basename(file);
  try {
    return require('esbuild').transformSync(text, { ...OPTIONS, sourcefile }).code;
  } catch (error) {
    throw new Error(String(error).replaceAll(`\n${sourcefile}:`, `\n${file}:`));
  }
}

/**
 * Reads the pack: one line of JSON, `[maker, [[name, hash, length], …]]`, and all outputs after it.
 *
 * @returns {Map<string, Output>} empty if there is no pack, a damaged one, or one of another make
 */
function readPack() {
  try {
    const pack = readFileSync(PACK);
    const end = pack.indexOf('\n');
    const [maker, entries] = JSON.parse(pack.toString('utf8', 0, end));
    if (maker !== MAKER) return new Map();
    let offset = end + 1;
    const read = new Map(
      entries.map((/** @type {[string, string, number]} */ [name, hash, length]) => {
        const start = offset;
        offset += length;
        return [name, { hash, code: () => pack.toString('utf8', start, start + length) }];
      }),
    );
    return offset === pack.length ? read : new Map();
  } catch {
    // Whatever is wrong with it, all can be made again.
    return new Map();
  }
}

function saveBeforeExit() {
  if (isSaving) return;
  isSaving = true;
  process.once('exit', savePack);
}

/** Other processes may save at the same time: the last one wins, and no pack is ever half written. */
function savePack() {
  const all = new Map([...readPack(), ...(outputs ?? [])]);
  const kept = [...all].filter(([name]) => existsSync(path.join(ROOT, name)));
  const codes = kept.map(([, { code }]) => Buffer.from(code()));
  const entries = kept.map(([name, { hash }], index) => [name, hash, codes[index]?.length]);
  const made = `${PACK}.${process.pid}`;
  try {
    mkdirSync(path.dirname(PACK), { recursive: true });
    const head = Buffer.from(`${JSON.stringify([MAKER, entries])}\n`);
    writeFileSync(made, Buffer.concat([head, ...codes]), { flush: true });
    renameSync(made, PACK);
  } catch {
    // In a folder that cannot be written to, or on a full disk, the next process makes all again.
    rmSync(made, { force: true });
  }
}

module.exports = { compile, MAKER };
