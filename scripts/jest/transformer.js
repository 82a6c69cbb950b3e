// @ts-check
const { hash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { compile, MAKER } = require('../typescript');

/** @typedef {import('@jest/transform').SyncTransformer} Transformer */

const SCRIPTS = path.resolve(__dirname, '..') + path.sep;
const TSCONFIG = path.resolve(__dirname, '../../tsconfig.json');

/** What makes the learners' files, besides their texts; to tell it, none of it needs to be loaded. */
const LEARNERS_MAKER = ['ts-jest', 'typescript']
  .map((name) => `${name} ${require(`${name}/package.json`).version}`)
  .join();

/**
 * A Jest transformer for TypeScript. What learners write goes through ts-jest, as in a project of their
 * own, and so does a test that replaces modules, since ts-jest moves that before the imports. All else
 * is made by esbuild: no check waits until TypeScript has made the workshop's own files.
 *
 * @param {import('ts-jest').TsJestTransformerOptions} options those of ts-jest
 * @returns {Transformer}
 */
exports.createTransformer = (options) => {
  /** @type {Transformer | undefined} */
  let tsJest;
  const forLearners = () => {
    tsJest ??= /** @type {Transformer} */ (require('ts-jest').default.createTransformer(options));
    return tsJest;
  };
  const compilerOptions = readFileSync(TSCONFIG, 'utf8');
  return {
    getCacheKey: (text, file, { instrument }) => {
      const maker = isOurs(file, text) ? MAKER : LEARNERS_MAKER + compilerOptions;
      return hash('sha256', JSON.stringify([maker, file, text, instrument]));
    },
    process: (text, file, request) =>
      isOurs(file, text)
        ? { code: compile(file, text) }
        : forLearners().process(text, file, request),
  };
};

/** @type {(file: string, text: string) => boolean} */
function isOurs(file, text) {
  return file.startsWith(SCRIPTS) && !text.includes('jest.mock(');
}
