import type { ReadStream } from 'node:tty';

const CTRL_C = '\u0003';

/**
 * Waits for a key; where nobody can press one, it does not wait. Ctrl+C interrupts the process as
 * ever.
 */
export async function anyKey(input: ReadStream = process.stdin): Promise<void> {
  if (!input.isTTY) return;
  input.setRawMode(true);
  const key = await new Promise<Buffer>((resolve) => {
    input.once('data', resolve);
    input.resume();
  });
  input.setRawMode(false);
  input.pause();
  if (String(key) === CTRL_C) process.kill(process.pid, 'SIGINT');
}
