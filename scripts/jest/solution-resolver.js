const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');
const steps = path.join(root, 'steps') + path.sep;
const solutions = path.join(root, 'solutions') + path.sep;

/**
 * A Jest resolver that answers with the finished version of a step's file where there is one.
 * Checks import './canonical-request' and need not know which of the two they run on.
 *
 * @param {string} request the module as written in the import
 * @param {{ defaultResolver: (request: string, options: object) => string }} options Jest's own
 * @returns {string} the absolute path of the file to load
 */
module.exports = (request, options) => {
  const file = options.defaultResolver(request, options);
  if (!file.startsWith(steps)) return file;
  const finished = solutions + file.slice(steps.length);
  return existsSync(finished) ? finished : file;
};
