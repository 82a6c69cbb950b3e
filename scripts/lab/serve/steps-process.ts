import path from 'node:path';
import type { StepsQuestion } from '../messages';
import { answerOfSteps } from './answer-of-steps';

// A process that answers with the learner's own files, as they are when it loads them. After a save a
// new one takes its place; if the code never ends, it is ended from outside.

const root = process.argv[2] ?? '';
let output = '';

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  // It is kept for the answer, and passed on too: a loop that never ends sends no answer.
  stream.write = ((chunk: string | Uint8Array) => {
    output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return write(chunk);
  }) as typeof stream.write;
}

process.on('disconnect', () => process.exit());
process.on('message', ({ fields }: StepsQuestion) => {
  const load = <Module>(file: string) => require(path.join(root, 'steps', file)) as Module;
  output = '';
  const answer = answerOfSteps(load, fields);
  process.send?.({ ...answer, output });
});
process.send?.('ready');
