import { ROOT } from '../files/root';
import { screenFor, type TextStream } from '../terminal/screen';
import type { CommandContext } from './command';
import { ProgressFile } from './progress';
import { readSteps, type Step } from './steps';

/**
 * What a command depends on, in the workshop of a folder.
 *
 * @param root the workshop's folder
 * @param output what its answer is laid out for
 * @param errors where warnings go, so that `--json` stays JSON
 */
export function openContext(
  root: string = ROOT,
  output: TextStream = process.stdout,
  errors: Pick<TextStream, 'write'> = process.stderr,
): CommandContext {
  const warn = (message: string) => {
    errors.write(`${message}\n\n`);
  };
  let read: Step[] | undefined;
  return {
    root,
    // Read when they are needed: half an update may have left steps that only `update` can fix.
    steps: () => {
      read ??= readSteps(root);
      return read;
    },
    progress: new ProgressFile(root, warn),
    ...screenFor(output, Number.POSITIVE_INFINITY),
    now: new Date(),
    warn,
  };
}
