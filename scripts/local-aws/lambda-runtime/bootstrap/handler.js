const { statSync } = require('node:fs');
const { basename, dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { runtimeError } = require('./errors.js');

const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

const CALLBACK_HANDLER =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with ' +
  'Node.js 24. You need to modify this function to use a supported handler signature to use ' +
  'Node.js 24 or later. For more information see ' +
  'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/**
 * Finds `folder/file.exported.name` in the task root. Throws the runtime's own errors.
 * @param takesCallbacks whether the runtime still lets a handler answer through a callback
 */
async function loadHandler(taskRoot, handlerString, takesCallbacks) {
  const { folder, moduleName, exportPath } = parseHandler(handlerString);
  const loaded = await loadModule(resolve(taskRoot, folder), moduleName);
  const handler = findIn(loaded, exportPath) ?? findIn(loaded.default, exportPath);

  if (!handler) throw notFound(`${handlerString} is undefined or not exported`);
  if (typeof handler !== 'function') throw notFound(`${handlerString} is not a function`);
  // A third parameter is what tells a callback-based handler.
  if (handler.length >= 3 && !takesCallbacks) {
    throw runtimeError('Runtime.CallbackHandlerDeprecated', CALLBACK_HANDLER);
  }
  return handler;
}

function parseHandler(handlerString) {
  if (handlerString.includes('..')) {
    throw runtimeError(
      'Runtime.MalformedHandlerName',
      `'${handlerString}' is not a valid handler name. ` +
        'Use absolute paths when specifying root directories in handler names.',
    );
  }
  const [moduleName, ...exportPath] = basename(handlerString).split('.');
  if (!moduleName || exportPath.length === 0) {
    throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  return { folder: dirname(handlerString), moduleName, exportPath };
}

/** CommonJS is required and ES modules are imported, as Node tells them apart. */
async function loadModule(folder, moduleName) {
  const file = EXTENSIONS.map((extension) => join(folder, moduleName + extension)).find(isFile);
  try {
    if (file) return await import(pathToFileURL(file).href);
    return require(require.resolve(moduleName, { paths: [folder] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrap('Runtime.UserCodeSyntaxError', error);
    const isMissing = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error?.code);
    throw isMissing ? wrap('Runtime.ImportModuleError', error) : error;
  }
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function findIn(container, exportPath) {
  return exportPath.reduce((found, name) => found?.[name], container);
}

function wrap(name, error) {
  const wrapped = runtimeError(name, String(error));
  wrapped.stack = error.stack;
  return wrapped;
}

function notFound(message) {
  return runtimeError('Runtime.HandlerNotFound', message);
}

module.exports = { loadHandler };
