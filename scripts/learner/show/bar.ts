import type { Style } from '../../terminal/screen';
import type { Tally } from '../check/verdict';

const WIDTH = 30;

/** How far a step is: `[#####.....] 120/380`. */
export function bar({ passed, total }: Tally, style: Style): string {
  // Rounded down, so that it is full only when every case passes.
  const filled = Math.floor((WIDTH * passed) / total);
  const done = style('good', '#'.repeat(filled));
  return `[${done}${'.'.repeat(WIDTH - filled)}] ${passed}/${total}`;
}
