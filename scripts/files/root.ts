import path from 'node:path';

/** The workshop's folder, absolute: the one with `package.json` in it. */
export const ROOT = path.resolve(__dirname, '../..');
