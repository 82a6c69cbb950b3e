import { Workshop } from '../index';

// npm start in another folder: `start.ts FOLDER PREFERENCES`, the latter as JSON.
const [root = '', preferences = '{}'] = process.argv.slice(2);
new Workshop({ input: process.stdin, output: process.stdout }, root)
  .start(undefined, JSON.parse(preferences))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
