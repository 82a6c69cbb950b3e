import { stepFor } from '../command';
import { openContext } from '../context';
import { runLoop } from '../loop/run-loop';

// The loop in another folder, for tests: `start.ts FOLDER PREFERENCES`, the latter as JSON.
const [root = '', preferences = '{}'] = process.argv.slice(2);
const opened = openContext(root);
const first = stepFor(undefined, opened);
if (!first) throw new Error(`No step is left in ${root}.`);
void runLoop({
  context: () => ({ ...openContext(root), steps: opened.steps }),
  first,
  preferences: JSON.parse(preferences),
  input: process.stdin,
  output: process.stdout,
});
