// @ts-check
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { compile } = require('./typescript');

// Lets Node.js load TypeScript: `node --require ./scripts/load-typescript.js FILE.ts`.

/** @type {any} What the types of Node.js do not tell. */
const { _extensions: loaders, enableCompileCache } = Module;

loaders['.ts'] = (/** @type {any} */ module, /** @type {string} */ file) => {
  module._compile(compile(file, readFileSync(file, 'utf8')), file);
};
process.setSourceMapsEnabled(true);
// From version 22 on, Node.js itself keeps what it has compiled.
enableCompileCache?.();
