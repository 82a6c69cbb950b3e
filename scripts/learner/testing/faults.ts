import fs from 'node:fs';

/** The functions of `node:fs` that change what is on the disk. */
const CHANGING = [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'fsyncSync',
  'chmodSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
] as const;

/** What happens at the chosen operation. */
export interface DiskFault {
  /** The operation, from 1; a later one than there are changes nothing. */
  at: number;
  /** Called in its place; throws, or never returns. */
  strike(): never;
  /** Only these functions are counted, and fail; all that change the disk if left out. */
  only?: readonly Changing[];
}

type Changing = (typeof CHANGING)[number];

/**
 * Has an operation on the disk fail, for tests, and all that follow, as they do in a process that
 * is no more and on a disk that is full. The first write that fails has written half of its bytes.
 *
 * @returns a function that ends the fault
 */
export function injectFault({ at, strike, only = CHANGING }: DiskFault): () => void {
  const originals = only.map((name) => [name, fs[name]] as const);
  let count = 0;
  for (const [name, original] of originals) {
    const replacement = (...args: unknown[]) => {
      // Reading a file opens it as well.
      if (name === 'openSync' && args[1] !== 'w') return Reflect.apply(original, fs, args);
      count += 1;
      if (count >= at) {
        if (name === 'writeFileSync' && count === at) writeHalf(args);
        strike();
      }
      return Reflect.apply(original, fs, args);
    };
    Object.assign(fs, { [name]: replacement });
  }
  return () => Object.assign(fs, Object.fromEntries(originals));
}

function writeHalf([descriptor, contents]: unknown[]): void {
  if (typeof descriptor !== 'number' || !(contents instanceof Uint8Array)) return;
  fs.writeSync(descriptor, contents.subarray(0, contents.length / 2));
}
