// @ts-check
const { hash } = require('node:crypto');
const path = require('node:path');
const { compile, MAKER } = require('../typescript');

/** @typedef {import('@jest/transform').SyncTransformer} Transformer */

const SCRIPTS = path.resolve(__dirname, '..') + path.sep;

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
  return {
    getCacheKey: (text, file, request) =>
      isOurs(file, text)
        ? hash('sha256', JSON.stringify([MAKER, file, text, request.instrument]))
        : (forLearners().getCacheKey?.(text, file, request) ?? ''),
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
